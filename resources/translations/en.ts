<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AddPhonesDialog</name>
    <message numerus="yes">
        <source>%Ln phone(s) to add</source>
        <translation>
            <numerusform>%Ln phone to add</numerusform>
            <numerusform>%Ln phones to add</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BlockedNumbersDialog</name>
    <message numerus="yes">
        <source>%Ln number(s)</source>
        <translation>
            <numerusform>%Ln number</numerusform>
            <numerusform>%Ln numbers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConfirmationFacts</name>
    <message numerus="yes">
        <source>%Ln segment(s) for the first message</source>
        <translation>
            <numerusform>%Ln segment for the first message</numerusform>
            <numerusform>%Ln segments for the first message</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln segment(s) each</source>
        <translation>
            <numerusform>%Ln segment each</numerusform>
            <numerusform>%Ln segments each</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln call(s)</source>
        <translation>
            <numerusform>%Ln call</numerusform>
            <numerusform>%Ln calls</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryPanel</name>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) selected</source>
        <translation>
            <numerusform>%Ln row selected</numerusform>
            <numerusform>%Ln rows selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ListCard</name>
    <message numerus="yes">
        <source>{list}: %Ln recipient(s)</source>
        <translation>
            <numerusform>{list}: %Ln recipient</numerusform>
            <numerusform>{list}: %Ln recipients</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message numerus="yes">
        <source>%Ln more</source>
        <translation>
            <numerusform>%Ln more</numerusform>
            <numerusform>%Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProblemsDialog</name>
    <message numerus="yes">
        <source>Only the first %Ln row(s) were copied: save them all instead.</source>
        <translation>
            <numerusform>Only the first %Ln row was copied: save them all instead.</numerusform>
            <numerusform>Only the first %Ln rows were copied: save them all instead.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReasonRow</name>
    <message numerus="yes">
        <source>%Ln number(s)</source>
        <translation>
            <numerusform>%Ln number</numerusform>
            <numerusform>%Ln numbers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecipientsDialog</name>
    <message numerus="yes">
        <source>%Ln recipient(s)</source>
        <translation>
            <numerusform>%Ln recipient</numerusform>
            <numerusform>%Ln recipients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only the first %Ln row(s) of the selected ones were copied.</source>
        <translation>
            <numerusform>Only the first %Ln row of the selected ones was copied.</numerusform>
            <numerusform>Only the first %Ln rows of the selected ones were copied.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SavePresetDialog</name>
    <message numerus="yes">
        <source>Keep the %Ln recipient(s) in it</source>
        <translation>
            <numerusform>Keep the %Ln recipient in it</numerusform>
            <numerusform>Keep the %Ln recipients in it</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SendConfirmation</name>
    <message numerus="yes">
        <source>&amp;Send %Ln message(s)</source>
        <translation>
            <numerusform>&amp;Send %Ln message</numerusform>
            <numerusform>&amp;Send %Ln messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send %Ln message(s)?</source>
        <translation>
            <numerusform>Send %Ln message?</numerusform>
            <numerusform>Send %Ln messages?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SendPanel</name>
    <message numerus="yes">
        <source>&amp;Send %Ln message(s)</source>
        <translation>
            <numerusform>&amp;Send %Ln message</numerusform>
            <numerusform>&amp;Send %Ln messages</numerusform>
        </translation>
    </message>
</context>
</TS>
