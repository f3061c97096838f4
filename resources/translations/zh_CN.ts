<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AboutPage</name>
    <message>
        <source>SMS Desk</source>
        <translation>短信台</translation>
    </message>
    <message>
        <source>Alibaba Cloud SDK</source>
        <translation>阿里云 SDK</translation>
    </message>
    <message>
        <source>System</source>
        <translation>操作系统</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>屏幕</translation>
    </message>
    <message>
        <source>Data directory</source>
        <translation>数据目录</translation>
    </message>
    <message>
        <source>&amp;Copy for a ticket</source>
        <translation>复制版本信息</translation>
    </message>
    <message>
        <source>Copies what stands here: no numbers, no secrets</source>
        <translation>复制以上内容，便于提交工单；不含号码和密钥</translation>
    </message>
    <message>
        <source>Lo&amp;g…</source>
        <translation>运行日志…</translation>
    </message>
    <message>
        <source>Keyring</source>
        <translation>密钥环</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
</context>
<context>
    <name>AccountBand</name>
    <message>
        <source>AccessKey {key}</source>
        <translation>AccessKey {key}</translation>
    </message>
</context>
<context>
    <name>AccountBox</name>
    <message>
        <source>Account</source>
        <translation>账号</translation>
    </message>
</context>
<context>
    <name>AccountFields</name>
    <message>
        <source>&amp;Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Access&amp;Key ID</source>
        <translation>AccessKey ID</translation>
    </message>
    <message>
        <source>RegionId</source>
        <translation>RegionId</translation>
    </message>
    <message>
        <source>&amp;Endpoint</source>
        <translation>接入点</translation>
    </message>
    <message>
        <source>AccessKey secret</source>
        <translation>AccessKey Secret</translation>
    </message>
    <message>
        <source>&amp;Proxy</source>
        <translation>代理</translation>
    </message>
    <message>
        <source>your own name for it</source>
        <translation>自定义，便于识别</translation>
    </message>
    <message>
        <source>Keep the secret only until the program &amp;quits</source>
        <translation>AccessKey Secret 仅保留到程序退出</translation>
    </message>
    <message>
        <source>Production: warns of its cost</source>
        <translation>生产账号（发送前醒目提醒计费）</translation>
    </message>
    <message>
        <source>kept; type to replace it</source>
        <translation>已保存，输入即替换</translation>
    </message>
    <message>
        <source>not kept yet; paste it here</source>
        <translation>尚未保存，请在此粘贴</translation>
    </message>
    <message>
        <source>empty without one, else http://10.0.0.8:3128</source>
        <translation>不用时留空，例如 http://10.0.0.8:3128</translation>
    </message>
    <message>
        <source>Kept in the system&apos;s keyring alone, never in a file</source>
        <translation>只保存在系统密钥环中，不写入任何文件</translation>
    </message>
    <message>
        <source>Bar and send button take this colour; to send to many, their number is typed in first.</source>
        <translation>顶栏和发送按钮换成这种颜色；条数多时要输入条数才能发送。</translation>
    </message>
    <message>
        <source>kept until the program quits; type to replace it</source>
        <translation>仅保留到程序退出，输入即替换</translation>
    </message>
    <message>
        <source>In memory alone: type it in again after the program was closed</source>
        <translation>只在内存中，程序退出后需要重新输入</translation>
    </message>
</context>
<context>
    <name>AccountFooter</name>
    <message>
        <source>Sa&amp;ve</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save the account and its secret (Ctrl+S)</source>
        <translation>保存账号及其 AccessKey Secret（Ctrl+S）</translation>
    </message>
    <message>
        <source>&amp;Discard changes</source>
        <translation>放弃修改</translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation>有未保存的修改</translation>
    </message>
    <message>
        <source>&amp;Remove account…</source>
        <translation>删除账号…</translation>
    </message>
    <message>
        <source>Really remove</source>
        <translation>确认删除</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Remove “{label}”, and its secret from the keyring? What it sent stays in the history.</source>
        <translation>删除“{label}”，并从密钥环中清除其 AccessKey Secret？已发送的记录仍会保留。</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>AccountForm</name>
    <message>
        <source>Ask the service, without sending anything</source>
        <translation>只查询短信服务，不发送短信</translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation>测试</translation>
    </message>
</context>
<context>
    <name>AccountList</name>
    <message>
        <source>Accounts</source>
        <translation>账号</translation>
    </message>
</context>
<context>
    <name>AccountNote</name>
    <message>
        <source>Account settings</source>
        <translation>账号设置</translation>
    </message>
</context>
<context>
    <name>AccountsDialog</name>
    <message>
        <source>Accounts</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>&amp;Add an account</source>
        <translation>添加账号</translation>
    </message>
</context>
<context>
    <name>AddPhonesDialog</name>
    <message>
        <source>Add test phones</source>
        <translation>添加测试手机</translation>
    </message>
    <message>
        <source>Names and numbers</source>
        <translation>姓名和号码</translation>
    </message>
    <message>
        <source>A name and a number on each line, for example:
Mine 13900000001
Li 13900000002</source>
        <translation>每行一部手机，姓名和号码，例如：
我 13900000001
小李 13900000002</translation>
    </message>
    <message>
        <source>&amp;Names and numbers</source>
        <translation>姓名和号码</translation>
    </message>
    <message numerus="yes">
        <source>%Ln phone(s) to add</source>
        <translation>
            <numerusform>将添加 %Ln 部</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BlockedNumbersDialog</name>
    <message>
        <source>Do not send to</source>
        <translation>黑名单</translation>
    </message>
    <message>
        <source>Numbers, with commas between</source>
        <translation>号码，多个用逗号隔开</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Block every number of a list file</source>
        <translation>将名单文件中的号码全部加入黑名单</translation>
    </message>
    <message>
        <source>Search by number…</source>
        <translation>按号码搜索…</translation>
    </message>
    <message>
        <source>Search by number</source>
        <translation>按号码搜索</translation>
    </message>
    <message>
        <source>Numbers that are not sent to</source>
        <translation>不发送的号码</translation>
    </message>
    <message>
        <source>&amp;Remove selected</source>
        <translation>移除所选</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>This account never sends to these numbers, whatever list they are in: people who unsubscribed or complained, for example.</source>
        <translation>无论出现在哪个名单中，此账号都不会向这些号码发送，例如已退订或投诉的用户。</translation>
    </message>
    <message>
        <source>&amp;New</source>
        <translation>新增</translation>
    </message>
    <message numerus="yes">
        <source>%Ln number(s)</source>
        <translation>
            <numerusform>%Ln 个号码</numerusform>
        </translation>
    </message>
    <message>
        <source>Block every number of a list</source>
        <translation>导入黑名单</translation>
    </message>
</context>
<context>
    <name>BlockedNumbersModel</name>
    <message>
        <source>Blocked since</source>
        <translation>加入时间</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>号码</translation>
    </message>
</context>
<context>
    <name>CardActions</name>
    <message>
        <source>Pa&amp;use</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>St&amp;op</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Make no new call; those that are queued stay queued, and can go on later</source>
        <translation>不再提交新的短信；未发送的仍在排队，以后可以继续</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>再发一次</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>改一改</translation>
    </message>
    <message>
        <source>Load the message and its recipients into the form</source>
        <translation>把这条短信和收件人填回左边，改好再发</translation>
    </message>
    <message>
        <source>See in history</source>
        <translation>在历史中查看</translation>
    </message>
    <message>
        <source>Save as preset</source>
        <translation>存为常用</translation>
    </message>
    <message>
        <source>Save the message and its recipients as a preset</source>
        <translation>把短信和收件人存为常用</translation>
    </message>
    <message>
        <source>Ask the service what became of the messages without a clear answer</source>
        <translation>向短信服务查询没有明确应答的短信</translation>
    </message>
    <message>
        <source>Look up</source>
        <translation>查询结果</translation>
    </message>
    <message>
        <source>Show the rows of this run in the history</source>
        <translation>在历史中查看此任务的记录</translation>
    </message>
</context>
<context>
    <name>CardHead</name>
    <message>
        <source>Fold {title}</source>
        <translation>收起 {title}</translation>
    </message>
    <message>
        <source>Unfold {title}</source>
        <translation>展开 {title}</translation>
    </message>
</context>
<context>
    <name>ChipField</name>
    <message>
        <source>Recipients</source>
        <translation>收件人</translation>
    </message>
    <message>
        <source>{numbers}, show all of them</source>
        <translation>{numbers}，查看全部</translation>
    </message>
    <message>
        <source>{numbers} · show…</source>
        <translation>{numbers} · 查看…</translation>
    </message>
</context>
<context>
    <name>ColumnLayout</name>
    <message>
        <source>Fit to the window</source>
        <translation>适应窗口宽度</translation>
    </message>
</context>
<context>
    <name>ComposeColumn</name>
    <message>
        <source>Compose</source>
        <translation>撰写</translation>
    </message>
</context>
<context>
    <name>ConfirmDialog</name>
    <message>
        <source>&amp;Back</source>
        <translation>返回</translation>
    </message>
</context>
<context>
    <name>ConfirmationFacts</name>
    <message>
        <source>Sign</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>The text of this template was not fetched.</source>
        <translation>没有取到此模板的内容。</translation>
    </message>
    <message>
        <source>Values of the first</source>
        <translation>首条变量值</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>变量值</translation>
    </message>
    <message>
        <source>Billing</source>
        <translation>计费</translation>
    </message>
    <message>
        <source>Recipients</source>
        <translation>收件人</translation>
    </message>
    <message>
        <source>The first</source>
        <translation>前几个</translation>
    </message>
    <message>
        <source>The last</source>
        <translation>后几个</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>OutId of all</source>
        <translation>统一 OutId</translation>
    </message>
    <message>
        <source>Extension code</source>
        <translation>上行扩展码</translation>
    </message>
    <message>
        <source>Free in the sandbox</source>
        <translation>沙箱不计费</translation>
    </message>
    <message>
        <source>Not known, because the text of the template is not</source>
        <translation>模板内容未知，无法估算</translation>
    </message>
    <message numerus="yes">
        <source>%Ln segment(s) for the first message</source>
        <translation>
            <numerusform>首条短信 %Ln 条</numerusform>
        </translation>
    </message>
    <message>
        <source>{first}; others may differ with their values</source>
        <translation>{first}；其余因变量值不同可能有差异</translation>
    </message>
    <message numerus="yes">
        <source>%Ln segment(s) each</source>
        <translation>
            <numerusform>每个号码 %Ln 条</numerusform>
        </translation>
    </message>
    <message>
        <source>{each}, {total} in all</source>
        <translation>{each}，共 {total} 条</translation>
    </message>
    <message numerus="yes">
        <source>%Ln call(s)</source>
        <translation>
            <numerusform>调用 %Ln 次</numerusform>
        </translation>
    </message>
    <message>
        <source>about {time}</source>
        <translation>约 {time}</translation>
    </message>
    <message>
        <source>One by one</source>
        <translation>逐条发送</translation>
    </message>
    <message>
        <source>Batched</source>
        <translation>批量发送</translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>SMS Desk made a mistake</source>
        <translation>短信台出现错误</translation>
    </message>
    <message>
        <source>Something went wrong that should not</source>
        <translation>程序出错了</translation>
    </message>
    <message>
        <source>What was sent is safe in the history, and nothing is sent again by itself. Please report the details below; they hold no numbers, parameters or secrets, and go nowhere by themselves.</source>
        <translation>已发送的记录完好，也不会自动重发。请将下面的详细信息反馈给开发者；其中不含号码、参数和密钥，程序不会自动上传。</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>&amp;Copy the details</source>
        <translation>复制详细信息</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>DetailsPanel</name>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Select a row to see its details</source>
        <translation>选中一行查看详情</translation>
    </message>
</context>
<context>
    <name>EditPhoneDialog</name>
    <message>
        <source>Edit test phone</source>
        <translation>编辑测试手机</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>N&amp;umber</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>This number is saved already, as “{name}”.</source>
        <translation>该号码已存为“{name}”。</translation>
    </message>
</context>
<context>
    <name>FirstStart</name>
    <message>
        <source>The sandbox is ready</source>
        <translation>沙箱已就绪</translation>
    </message>
    <message>
        <source>Send an example message</source>
        <translation>发一条示例短信</translation>
    </message>
    <message>
        <source>Compose</source>
        <translation>撰写</translation>
    </message>
    <message>
        <source>Recipients</source>
        <translation>收件人</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Choose a template</source>
        <translation>选择模板</translation>
    </message>
    <message>
        <source>Add an account…</source>
        <translation>添加阿里云账号…</translation>
    </message>
    <message>
        <source>Try it in the sandbox first</source>
        <translation>先在沙箱里试发</translation>
    </message>
    <message>
        <source>Nothing was sent with “{label}” yet</source>
        <translation>“{label}”还没有发送过短信</translation>
    </message>
    <message>
        <source>What this account sends reaches phones and is charged. Send a message to a test phone of your own first; the sandbox sends none and costs nothing.</source>
        <translation>用这个账号发送，短信会真正到达手机并计费。建议先发一条到自己的测试手机；沙箱不会真正发出，也不计费。</translation>
    </message>
    <message>
        <source>Fill a template in, and see it as the phone shows it</source>
        <translation>选模板，填变量，随即看到手机上的样子</translation>
    </message>
    <message>
        <source>Test phones, numbers you paste, lists from Excel or CSV</source>
        <translation>勾选测试手机，粘贴号码，或导入 Excel、CSV 名单</translation>
    </message>
    <message>
        <source>What arrived, within seconds; and if not, what helps</source>
        <translation>几秒内看到是否送达；未送达时说明原因和办法</translation>
    </message>
    <message>
        <source>Signs and templates are there already. Nothing sent here reaches a phone or costs money; receipts and failures come as they do for real.</source>
        <translation>签名和模板已经备好。在沙箱里发送不会到达手机，也不计费；回执和各种失败都与真实发送一样。</translation>
    </message>
</context>
<context>
    <name>FormDialog</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Discard what was typed?</source>
        <translation>放弃已填写的内容？</translation>
    </message>
    <message>
        <source>It is not saved.</source>
        <translation>填写的内容尚未保存。</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>放弃</translation>
    </message>
</context>
<context>
    <name>HelpDialog</name>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>Page of the manual</source>
        <translation>手册内容</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>To the page before (Alt+Left)</source>
        <translation>返回上一页（Alt+Left）</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>&amp;Log…</source>
        <translation>运行日志…</translation>
    </message>
</context>
<context>
    <name>HistoryFilters</name>
    <message>
        <source>Search the history</source>
        <translation>搜索发送记录</translation>
    </message>
    <message>
        <source>Show only this state</source>
        <translation>按状态筛选</translation>
    </message>
    <message>
        <source>All states</source>
        <translation>全部状态</translation>
    </message>
    <message>
        <source>Show only this account</source>
        <translation>按账号筛选</translation>
    </message>
    <message>
        <source>All accounts</source>
        <translation>全部账号</translation>
    </message>
    <message>
        <source>Show all runs again</source>
        <translation>取消按任务筛选</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Show only this template</source>
        <translation>只显示此模板</translation>
    </message>
    <message>
        <source>All templates</source>
        <translation>全部模板</translation>
    </message>
    <message>
        <source>Number, name, ID…</source>
        <translation>号码、姓名、ID…</translation>
    </message>
</context>
<context>
    <name>HistoryPanel</name>
    <message>
        <source>Ask the service what became of unknown messages: the selected ones, or all</source>
        <translation>向短信服务查询结果不明（状态为“未知”）的短信：所选的，或全部</translation>
    </message>
    <message>
        <source>Send again what was refused or not delivered: of the selected rows, one run at a time, or of the newest run on show where none is selected</source>
        <translation>重发被拒绝或未送达的短信：选中的行（每次一个任务）；没有选中任何行时，则是列表中最新的任务</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Save the rows on show as CSV or XLSX</source>
        <translation>将当前显示的行保存为 CSV 或 XLSX</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln 行</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>没有符合条件的记录</translation>
    </message>
    <message>
        <source>Change what is searched for, or clear the filters.</source>
        <translation>请修改搜索内容，或清除筛选。</translation>
    </message>
    <message>
        <source>Nothing has been sent yet</source>
        <translation>还没有发送记录</translation>
    </message>
    <message>
        <source>Each number that is sent to gets a row here and keeps it: when it was called, whether the message arrived, and if not, why.</source>
        <translation>发送过的每个号码都会在这里占一行并一直保留：何时发送、是否送达、未送达的原因。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) selected</source>
        <translation>
            <numerusform>已选 %Ln 行</numerusform>
        </translation>
    </message>
    <message>
        <source>Resend failed…</source>
        <translation>重发失败项…</translation>
    </message>
    <message>
        <source>Look up unknown results</source>
        <translation>查询不明结果</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Choose the columns of the table</source>
        <translation>选择表格显示的列</translation>
    </message>
</context>
<context>
    <name>HistoryTable</name>
    <message>
        <source>History</source>
        <translation>发送记录</translation>
    </message>
    <message>
        <source>Copy &amp;row</source>
        <translation>复制整行</translation>
    </message>
    <message>
        <source>Copy &amp;cell</source>
        <translation>复制单元格</translation>
    </message>
    <message>
        <source>Copy Request&amp;Id</source>
        <translation>复制 RequestId</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Import a list</source>
        <translation>导入名单</translation>
    </message>
    <message>
        <source>Block every number of a list</source>
        <translation>导入黑名单</translation>
    </message>
    <message>
        <source>Pasted table</source>
        <translation>粘贴的表格</translation>
    </message>
    <message>
        <source>Choose the encoding that it was saved in, if you know it.</source>
        <translation>如果知道保存时所用的编码，请在上方选择。</translation>
    </message>
    <message>
        <source>The first rows</source>
        <translation>前几行</translation>
    </message>
    <message>
        <source>Where rows of one number &amp;differ, send one message for each</source>
        <translation>同一号码有多行不同内容时，每行发一条</translation>
    </message>
    <message>
        <source>First say what becomes of the hidden rows</source>
        <translation>先选定如何处理隐藏的行</translation>
    </message>
</context>
<context>
    <name>ImportFoot</name>
    <message>
        <source>&amp;Only those left out</source>
        <translation>只看未纳入</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Import the list (Ctrl+Enter)</source>
        <translation>导入名单（Ctrl+Enter）</translation>
    </message>
</context>
<context>
    <name>ImportHead</name>
    <message>
        <source>Sheet</source>
        <translation>工作表</translation>
    </message>
    <message>
        <source>&amp;Sheet</source>
        <translation>工作表</translation>
    </message>
    <message>
        <source>How it is &amp;read</source>
        <translation>读取方式</translation>
    </message>
    <message>
        <source>{sheet} (hidden)</source>
        <translation>{sheet}（隐藏）</translation>
    </message>
</context>
<context>
    <name>ImportMessage</name>
    <message>
        <source>As the phone shows it</source>
        <translation>手机上看到的</translation>
    </message>
    <message>
        <source>Message to the row before</source>
        <translation>上一行的短信</translation>
    </message>
    <message>
        <source>Message to the next row</source>
        <translation>下一行的短信</translation>
    </message>
</context>
<context>
    <name>ImportProgress</name>
    <message>
        <source>Reading the list</source>
        <translation>正在读取名单</translation>
    </message>
    <message>
        <source>Stop import</source>
        <translation>停止导入</translation>
    </message>
    <message>
        <source>Stop reading; the recipients stay as they were</source>
        <translation>停止读取，收件人保持不变</translation>
    </message>
</context>
<context>
    <name>ListCard</name>
    <message numerus="yes">
        <source>{list}: %Ln recipient(s)</source>
        <translation>
            <numerusform>{list}：%Ln 个收件人</numerusform>
        </translation>
    </message>
    <message>
        <source>View</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>View the recipients of {list}</source>
        <translation>查看 {list} 的收件人</translation>
    </message>
    <message>
        <source>Columns…</source>
        <translation>列与读取方式…</translation>
    </message>
    <message>
        <source>Columns of {list}</source>
        <translation>{list} 的列与读取方式</translation>
    </message>
    <message>
        <source>Choose the columns and how the file is read</source>
        <translation>重新选择各列和读取方式</translation>
    </message>
    <message>
        <source>Remove {list}</source>
        <translation>移除 {list}</translation>
    </message>
    <message>
        <source>Remove this list and its recipients</source>
        <translation>移除此名单及其收件人</translation>
    </message>
</context>
<context>
    <name>ListDialogs</name>
    <message>
        <source>Import a phone list</source>
        <translation>导入号码文件</translation>
    </message>
    <message>
        <source>Save what was left out</source>
        <translation>保存未纳入的行</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>未纳入</translation>
    </message>
</context>
<context>
    <name>ListPreviewModel</name>
    <message>
        <source>{column} (numbers)</source>
        <translation>{column}（号码）</translation>
    </message>
    <message>
        <source>{column} (hidden)</source>
        <translation>{column}（隐藏列）</translation>
    </message>
    <message>
        <source>Why it is left out</source>
        <translation>未纳入的原因</translation>
    </message>
</context>
<context>
    <name>LogDialog</name>
    <message>
        <source>Log</source>
        <translation>运行日志</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>&amp;Read again</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>&amp;Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>MappingForm</name>
    <message>
        <source>Column for {variable}</source>
        <translation>{variable} 对应的列</translation>
    </message>
    <message>
        <source>Not from this list</source>
        <translation>不使用名单中的列</translation>
    </message>
    <message>
        <source>Number column</source>
        <translation>号码所在的列</translation>
    </message>
    <message>
        <source>Mobile numbers</source>
        <translation>手机号码</translation>
    </message>
    <message>
        <source>Anywhere in a row</source>
        <translation>行中任意位置</translation>
    </message>
</context>
<context>
    <name>MessagePanel</name>
    <message>
        <source>Fetching…</source>
        <translation>获取中…</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>Fetch the signs and templates of this account (F5)</source>
        <translation>获取此账号的签名和模板（F5）</translation>
    </message>
    <message>
        <source>Choose a template by name or code</source>
        <translation>选一个模板，可按名称或 CODE 查找</translation>
    </message>
    <message>
        <source>The brackets 【】 were taken off: Alibaba Cloud adds them itself.</source>
        <translation>已去掉【】：阿里云会自动添加。</translation>
    </message>
    <message>
        <source>Choose a sign</source>
        <translation>选择签名</translation>
    </message>
    <message>
        <source>Refresh signs and templates</source>
        <translation>刷新签名和模板</translation>
    </message>
    <message>
        <source>&amp;Template</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>Si&amp;gn</source>
        <translation>签名</translation>
    </message>
</context>
<context>
    <name>NotesBox</name>
    <message>
        <source>Rows left out or repaired</source>
        <translation>未纳入或已修正的行</translation>
    </message>
    <message>
        <source>Enter or a double click goes to what was typed</source>
        <translation>按回车或双击定位到输入的内容</translation>
    </message>
    <message>
        <source>Search in what was there…</source>
        <translation>搜索原文…</translation>
    </message>
    <message>
        <source>Search in what was there</source>
        <translation>搜索原文</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Save the rows on show as CSV or XLSX</source>
        <translation>将当前显示的行保存为 CSV 或 XLSX</translation>
    </message>
    <message>
        <source>Send to the numbers that the selected doubtful rows say; this can be undone</source>
        <translation>向所选存疑行中写明的号码发送；可以撤销</translation>
    </message>
    <message>
        <source>Send to every row that is doubtful for one reason; this can be undone</source>
        <translation>向同一存疑原因的所有行发送；可以撤销</translation>
    </message>
    <message>
        <source>Take selected</source>
        <translation>采用所选</translation>
    </message>
    <message>
        <source>Take all</source>
        <translation>全部采用</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
    <message>
        <source>Close this message (Esc)</source>
        <translation>关闭此消息（Esc）</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more</source>
        <translation>
            <numerusform>另有 %Ln 条提示</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OptionsPanel</name>
    <message>
        <source>each message gets its own</source>
        <translation>每条短信自动生成</translation>
    </message>
    <message>
        <source>OutI&amp;d</source>
        <translation>OutId</translation>
    </message>
    <message>
        <source>for replies; may be empty</source>
        <translation>上行短信用，可不填</translation>
    </message>
    <message>
        <source>Extension code for replies</source>
        <translation>上行短信扩展码</translation>
    </message>
    <message>
        <source>Way of sending</source>
        <translation>发送方式</translation>
    </message>
    <message>
        <source>E&amp;xtension</source>
        <translation>扩展码</translation>
    </message>
    <message>
        <source>&amp;Mode</source>
        <translation>发送方式</translation>
    </message>
    <message>
        <source>OutId {value}</source>
        <translation>OutId {value}</translation>
    </message>
    <message>
        <source>extension {value}</source>
        <translation>扩展码 {value}</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>选项</translation>
    </message>
</context>
<context>
    <name>PagedTable</name>
    <message>
        <source>&amp;Copy rows</source>
        <translation>复制行</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Find or run</source>
        <translation>查找或执行</translation>
    </message>
    <message>
        <source>Actions, presets, templates, numbers, runs</source>
        <translation>操作、常用、模板、号码、任务</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>查找结果</translation>
    </message>
    <message>
        <source>↑ ↓ choose · Enter runs · Esc closes</source>
        <translation>↑ ↓ 选择 · Enter 执行 · Esc 关闭</translation>
    </message>
</context>
<context>
    <name>ParameterPanel</name>
    <message>
        <source>{example}
Empty if the template has no variables.</source>
        <translation>{example}
模板没有变量时留空。</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>格式化</translation>
    </message>
    <message>
        <source>Put each parameter on a line of its own (Ctrl+Shift+F)</source>
        <translation>每个参数独占一行（Ctrl+Shift+F）</translation>
    </message>
    <message>
        <source>Parameters (&amp;JSON)</source>
        <translation>参数 JSON</translation>
    </message>
    <message>
        <source>Edit as JSON</source>
        <translation>用 JSON 编辑</translation>
    </message>
    <message>
        <source>Show the JSON of all parameters</source>
        <translation>显示全部变量的 JSON</translation>
    </message>
    <message>
        <source>Variables</source>
        <translation>变量</translation>
    </message>
    <message>
        <source>This template has no variables.</source>
        <translation>这个模板没有变量。</translation>
    </message>
</context>
<context>
    <name>PeriodBox</name>
    <message>
        <source>Show only these days</source>
        <translation>只显示这些日期</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>全部时间</translation>
    </message>
    <message>
        <source>Between…</source>
        <translation>指定日期…</translation>
    </message>
</context>
<context>
    <name>PeriodDialog</name>
    <message>
        <source>Show only these days</source>
        <translation>只显示这些日期</translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation>开始日期</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>开始日期</translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation>结束日期</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>结束日期</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
</context>
<context>
    <name>PhoneSection</name>
    <message>
        <source>Test phones</source>
        <translation>测试手机</translation>
    </message>
    <message>
        <source>Add test phones</source>
        <translation>添加测试手机</translation>
    </message>
    <message>
        <source>Add your own phone and your colleagues&apos;: a tick makes it a recipient.</source>
        <translation>加入自己和同事的手机，勾选即为收件人。</translation>
    </message>
    <message>
        <source>Add phones</source>
        <translation>添加测试手机</translation>
    </message>
    <message>
        <source>Add examples</source>
        <translation>加入示例手机</translation>
    </message>
    <message>
        <source>{ticked} / {all}</source>
        <translation>{ticked} / {all}</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>编辑…</translation>
    </message>
</context>
<context>
    <name>PlaceButtons</name>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Show {place} (Ctrl+{number})</source>
        <translation>切换到{place}（Ctrl+{number}）</translation>
    </message>
</context>
<context>
    <name>PresetHeading</name>
    <message>
        <source>Save as a preset</source>
        <translation>存为常用</translation>
    </message>
    <message>
        <source>{name} · changed</source>
        <translation>{name} · 已改</translation>
    </message>
</context>
<context>
    <name>PresetSection</name>
    <message>
        <source>Presets</source>
        <translation>常用</translation>
    </message>
    <message>
        <source>Import or export presets</source>
        <translation>导入或导出常用</translation>
    </message>
    <message>
        <source>Save as a preset</source>
        <translation>存为常用</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>改名…</translation>
    </message>
    <message>
        <source>Rename preset</source>
        <translation>常用改名</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>改名</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Fill the form in and save it as a preset: later one click loads it again. Each account has presets and test phones of its own.</source>
        <translation>填好后点“存为常用”，以后点一下就能再发。常用和测试手机属于各自的账号。</translation>
    </message>
</context>
<context>
    <name>PresetWiring</name>
    <message>
        <source>Import presets and test phones</source>
        <translation>导入常用和测试手机</translation>
    </message>
    <message>
        <source>Presets (*.json)</source>
        <translation>常用 (*.json)</translation>
    </message>
    <message>
        <source>Export presets and test phones</source>
        <translation>导出常用和测试手机</translation>
    </message>
    <message>
        <source>SMS presets</source>
        <translation>短信常用</translation>
    </message>
</context>
<context>
    <name>PreviewBox</name>
    <message>
        <source>As the phone shows it</source>
        <translation>手机上看到的</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>短信内容</translation>
    </message>
    <message>
        <source>Preview the recipient before</source>
        <translation>预览上一个收件人</translation>
    </message>
    <message>
        <source>Preview the next recipient</source>
        <translation>预览下一个收件人</translation>
    </message>
</context>
<context>
    <name>ProblemsDialog</name>
    <message>
        <source>Left out or repaired</source>
        <translation>未纳入或已修正的行</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>That stands in {list}.</source>
        <translation>这一行在名单 {list} 中。</translation>
    </message>
    <message numerus="yes">
        <source>Only the first %Ln row(s) were copied: save them all instead.</source>
        <translation>
            <numerusform>只复制了前 %Ln 行：如需全部，请保存为文件。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProgressBlock</name>
    <message>
        <source>Progress of the sending</source>
        <translation>发送进度</translation>
    </message>
</context>
<context>
    <name>RailFold</name>
    <message>
        <source>Show presets and test phones</source>
        <translation>显示常用与测试手机</translation>
    </message>
</context>
<context>
    <name>RailSection</name>
    <message>
        <source>Move up	Alt+Up</source>
        <translation>上移	Alt+Up</translation>
    </message>
    <message>
        <source>Move down	Alt+Down</source>
        <translation>下移	Alt+Down</translation>
    </message>
    <message>
        <source>Delete	Del</source>
        <translation>删除	Del</translation>
    </message>
</context>
<context>
    <name>ReadingOptions</name>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Rows at the top that are no recipients</source>
        <translation>名单开头不是收件人的行数</translation>
    </message>
    <message>
        <source>Where numbers without a country code are from</source>
        <translation>未带国家（地区）码的号码所属的国家或地区</translation>
    </message>
    <message>
        <source>&amp;Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>&amp;Delimiter</source>
        <translation>分隔符</translation>
    </message>
    <message>
        <source>&amp;Header rows</source>
        <translation>表头行数</translation>
    </message>
    <message>
        <source>Without a country code</source>
        <translation>没有国家（地区）码的号码属于</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Automatic: {guess}</source>
        <translation>自动：{guess}</translation>
    </message>
</context>
<context>
    <name>ReasonRow</name>
    <message numerus="yes">
        <source>%Ln number(s)</source>
        <translation>
            <numerusform>%Ln 个</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecentSection</name>
    <message>
        <source>Recent</source>
        <translation>最近</translation>
    </message>
    <message>
        <source>Load what was sent then</source>
        <translation>载入当时发送的内容</translation>
    </message>
    <message>
        <source>Load into the form</source>
        <translation>载入表单</translation>
    </message>
    <message>
        <source>Save as a preset</source>
        <translation>存为常用</translation>
    </message>
</context>
<context>
    <name>RecipientOptions</name>
    <message>
        <source>Typed numbers without a country code are from</source>
        <translation>输入的号码未带国家（地区）码时，视为</translation>
    </message>
    <message>
        <source>Without country code:</source>
        <translation>没有国家（地区）码的号码属于</translation>
    </message>
    <message>
        <source>Do-not-send list…</source>
        <translation>黑名单…</translation>
    </message>
    <message>
        <source>Numbers that this account never sends to</source>
        <translation>这个账号永远不发的号码</translation>
    </message>
</context>
<context>
    <name>RecipientRow</name>
    <message>
        <source>Copy number</source>
        <translation>复制号码</translation>
    </message>
    <message>
        <source>Resend to this one only</source>
        <translation>只给它重发</translation>
    </message>
    <message>
        <source>See in history</source>
        <translation>在历史中查看</translation>
    </message>
</context>
<context>
    <name>RecipientSummary</name>
    <message>
        <source>All…</source>
        <translation>全部…</translation>
    </message>
    <message>
        <source>Show all recipients</source>
        <translation>查看全部收件人</translation>
    </message>
    <message>
        <source>Everybody who will be sent to, in order</source>
        <translation>按发送顺序列出全部收件人</translation>
    </message>
    <message>
        <source>Undo the last change of recipients</source>
        <translation>撤销上一次对收件人的更改</translation>
    </message>
    <message>
        <source>Clear all recipients</source>
        <translation>清空收件人</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>检查中…</translation>
    </message>
    <message>
        <source>There is nothing to undo</source>
        <translation>没有可撤销的操作</translation>
    </message>
    <message>
        <source>Show the rows left out or repaired</source>
        <translation>查看未纳入或已修正的行</translation>
    </message>
    <message>
        <source>S&amp;how left out</source>
        <translation>查看未纳入</translation>
    </message>
    <message>
        <source>Options of the recipients</source>
        <translation>收件人选项</translation>
    </message>
    <message>
        <source>Country or region of typed numbers, do-not-send list</source>
        <translation>输入号码的国家（地区）、黑名单</translation>
    </message>
</context>
<context>
    <name>RecipientsDialog</name>
    <message>
        <source>Recipients</source>
        <translation>收件人</translation>
    </message>
    <message>
        <source>Recipients, in the order of sending</source>
        <translation>收件人（按发送顺序）</translation>
    </message>
    <message>
        <source>&amp;Remove selected</source>
        <translation>移除所选</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭</translation>
    </message>
    <message numerus="yes">
        <source>%Ln recipient(s)</source>
        <translation>
            <numerusform>%Ln 个收件人</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only the first %Ln row(s) of the selected ones were copied.</source>
        <translation>
            <numerusform>只复制了所选的前 %Ln 行。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecipientsPanel</name>
    <message>
        <source>Lists</source>
        <translation>名单</translation>
    </message>
    <message>
        <source>This is no file of this computer. Save it here first, then drop it.</source>
        <translation>这不是本机上的文件。请先保存到本机，再拖入。</translation>
    </message>
    <message>
        <source>One file at a time: only {name} is read.</source>
        <translation>一次只能导入一个文件：仅读取 {name}。</translation>
    </message>
    <message>
        <source>Mobile numbers</source>
        <translation>手机号码</translation>
    </message>
    <message>
        <source>Type or paste numbers, names</source>
        <translation>输入或粘贴号码、姓名</translation>
    </message>
    <message>
        <source>Type, paste or drop numbers or a file here: one on each line, or separated by commas, semicolons or blanks. 13800138000, +86 138 0013 8000 and 0085261234567 are all read, and a name beside a number is kept.</source>
        <translation>在这里输入、粘贴或拖入号码或文件：每行一个，或用逗号、分号、空格隔开。13800138000、+86 138 0013 8000、0085261234567 都能识别；号码旁的姓名会保留。</translation>
    </message>
    <message>
        <source>&amp;Import a list…</source>
        <translation>导入名单…</translation>
    </message>
    <message>
        <source>Recipients</source>
        <translation>收件人</translation>
    </message>
    <message>
        <source>Read numbers and values from a text, Excel, ODS or HTML file (Ctrl+O)</source>
        <translation>从文本、Excel、ODS 或 HTML 文件读取号码和变量值（Ctrl+O）</translation>
    </message>
</context>
<context>
    <name>ResultsPanel</name>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Receipts come by themselves</source>
        <translation>回执自动更新</translation>
    </message>
</context>
<context>
    <name>RunDialogs</name>
    <message>
        <source>Save the history</source>
        <translation>导出发送记录</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
</context>
<context>
    <name>SandboxPage</name>
    <message>
        <source>The sandbox is an SMS service on this computer: it checks keys, parameters and limits as the real one does, but no message leaves and nothing costs money. Every number is accepted and delivered after some seconds, but these have an answer of their own:</source>
        <translation>沙箱是运行在本机的短信服务：像真实服务一样校验密钥、参数和流控，但不会真正发出短信，也不计费。任何号码都会被受理，并在几秒后送达；下列号码则返回指定结果：</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>What becomes of it</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Numbers of the sandbox</source>
        <translation>沙箱号码</translation>
    </message>
    <message>
        <source>Add to the recipients</source>
        <translation>添加到收件人</translation>
    </message>
    <message>
        <source>Copy the number</source>
        <translation>复制号码</translation>
    </message>
</context>
<context>
    <name>SavePresetDialog</name>
    <message>
        <source>Save as a preset</source>
        <translation>存为常用</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称</translation>
    </message>
    <message numerus="yes">
        <source>Keep the %Ln recipient(s) in it</source>
        <translation>
            <numerusform>连同 %Ln 个收件人</numerusform>
        </translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>There is a preset of this name: it is replaced.</source>
        <translation>已有同名常用，将被更新。</translation>
    </message>
    <message>
        <source>Sign, template, values and options are kept; recipients are chosen each time.</source>
        <translation>保存签名、模板、变量值和选项；收件人每次另选。</translation>
    </message>
    <message>
        <source>Sign, template, values, options and recipients are kept.</source>
        <translation>保存签名、模板、变量值、选项和收件人。</translation>
    </message>
</context>
<context>
    <name>SendConfirmation</name>
    <message numerus="yes">
        <source>&amp;Send %Ln message(s)</source>
        <translation>
            <numerusform>发送 %Ln 条</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>返回</translation>
    </message>
    <message numerus="yes">
        <source>Send %Ln message(s)?</source>
        <translation>
            <numerusform>确认发送 %Ln 条短信？</numerusform>
        </translation>
    </message>
    <message>
        <source>What will be sent</source>
        <translation>发送内容</translation>
    </message>
</context>
<context>
    <name>SendPanel</name>
    <message numerus="yes">
        <source>&amp;Send %Ln message(s)</source>
        <translation>
            <numerusform>发送 %Ln 条</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>{send}…</source>
        <translation>{send}…</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>&amp;Hide the middle of every number (138****8000)</source>
        <translation>隐藏号码中间四位（138****8000）</translation>
    </message>
    <message>
        <source>&amp;Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Looks</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Text &amp;size</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>Numbers and pace</source>
        <translation>号码与发送速度</translation>
    </message>
    <message>
        <source>Masking</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>C&amp;alls at once</source>
        <translation>并发调用数</translation>
    </message>
    <message>
        <source>Calls a s&amp;econd, at most</source>
        <translation>每秒最多调用</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>&amp;Data directory</source>
        <translation>数据目录</translation>
    </message>
    <message>
        <source>Keyring</source>
        <translation>密钥环</translation>
    </message>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
</context>
<context>
    <name>SheetNotesPanel</name>
    <message>
        <source>&amp;Leave them out</source>
        <translation>不导入</translation>
    </message>
    <message>
        <source>&amp;Read them, too</source>
        <translation>一起导入</translation>
    </message>
</context>
<context>
    <name>SwitchDialog</name>
    <message>
        <source>Switch to a production account</source>
        <translation>切换到生产账号</translation>
    </message>
    <message>
        <source>Send with “{label}” from now on?</source>
        <translation>切换到“{label}”？</translation>
    </message>
    <message>
        <source>Take the &amp;message along (sign, template, values)</source>
        <translation>带上当前短信（签名、模板、变量）</translation>
    </message>
    <message>
        <source>S&amp;witch</source>
        <translation>切换</translation>
    </message>
    <message>
        <source>&amp;Stay</source>
        <translation>不切换</translation>
    </message>
    <message>
        <source>Take the &amp;recipients along</source>
        <translation>带上收件人</translation>
    </message>
    <message>
        <source>Messages of this account really go out, and are charged. It has a form of its own: sign, template and values of now stay with the account that is left, and recipients are taken out, which can be undone. Presets and test phones belong to an account, too: those of now come back with it.</source>
        <translation>此账号的短信会真实下发并计费。每个账号各有一份草稿：当前的签名、模板和变量留在原账号；收件人会移出，可以撤销。常用和测试手机也属于各自的账号，切换回来就会再出现。</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Mask numbers on screen (138****8000). Copying copies what is shown.</source>
        <translation>在界面上隐藏号码中间几位（138****8000），复制的也是隐藏后的号码。</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Open the manual (F1)</source>
        <translation>打开使用手册（F1）</translation>
    </message>
    <message>
        <source>Account settings</source>
        <translation>账号设置</translation>
    </message>
    <message>
        <source>Hide numbers</source>
        <translation>隐藏号码</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Find or run</source>
        <translation>查找或执行</translation>
    </message>
    <message>
        <source>Find or run something (Ctrl+K)</source>
        <translation>查找或执行（Ctrl+K）</translation>
    </message>
</context>
<context>
    <name>UnsavedDialog</name>
    <message>
        <source>Unsaved changes</source>
        <translation>有未保存的修改</translation>
    </message>
    <message>
        <source>The changes of “{label}” are not saved.</source>
        <translation>“{label}”的修改尚未保存。</translation>
    </message>
    <message>
        <source>The new account is not saved.</source>
        <translation>新账号尚未保存。</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>放弃修改</translation>
    </message>
    <message>
        <source>&amp;Go on editing</source>
        <translation>继续编辑</translation>
    </message>
</context>
<context>
    <name>VariableField</name>
    <message>
        <source>Random</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>Fill in random digits</source>
        <translation>填入随机数字</translation>
    </message>
    <message>
        <source>Random value for {name}</source>
        <translation>{name} 的随机值</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>Clear {name}</source>
        <translation>清空 {name}</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>SMS Desk</source>
        <translation>短信台</translation>
    </message>
</context>
<context>
    <name>_Legend</name>
    <message>
        <source>What became of the messages</source>
        <translation>各状态的条数</translation>
    </message>
</context>
<context>
    <name>_PhoneDialog</name>
    <message>
        <source>Group</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>&amp;Group</source>
        <translation>分组</translation>
    </message>
</context>
<context>
    <name>app</name>
    <message>
        <source>SMS Desk</source>
        <translation>短信台</translation>
    </message>
    <message>
        <source>Sandbox</source>
        <translation>沙箱</translation>
    </message>
</context>
<context>
    <name>history</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>手机号码</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Called at</source>
        <translation>调用时间</translation>
    </message>
    <message>
        <source>Answered at</source>
        <translation>响应时间</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>回执</translation>
    </message>
    <message>
        <source>Seconds to receipt</source>
        <translation>回执用时（秒）</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Receipt at</source>
        <translation>回执时间</translation>
    </message>
    <message>
        <source>Receipt after</source>
        <translation>回执用时</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
</context>
<context>
    <name>lists</name>
    <message>
        <source>Number</source>
        <translation>手机号码</translation>
    </message>
    <message>
        <source>List</source>
        <translation>名单</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>工作表</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>What was there</source>
        <translation>原文</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>First row</source>
        <translation>首次出现</translation>
    </message>
    <message>
        <source>Typed or pasted</source>
        <translation>输入或粘贴</translation>
    </message>
    <message>
        <source>If taken, sent to</source>
        <translation>采用后发送至</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
</context>
<context>
    <name>magic</name>
    <message>
        <source>Refused.</source>
        <translation>被拒绝。</translation>
    </message>
    <message>
        <source>Refused: one a minute.</source>
        <translation>被拒绝：超过每分钟 1 条。</translation>
    </message>
    <message>
        <source>Refused: five an hour.</source>
        <translation>被拒绝：超过每小时 5 条。</translation>
    </message>
    <message>
        <source>Refused: ten a day.</source>
        <translation>被拒绝：超过每天 10 条。</translation>
    </message>
    <message>
        <source>Refused: forty a day for one number.</source>
        <translation>被拒绝：同一号码超过每天 40 条。</translation>
    </message>
    <message>
        <source>Throttled the first time, then accepted.</source>
        <translation>首次触发流控，再次调用时受理。</translation>
    </message>
    <message>
        <source>Unknown: the service failed; nothing was taken.</source>
        <translation>未知：服务出错，短信未受理。</translation>
    </message>
    <message>
        <source>Unknown: no answer comes; nothing was taken.</source>
        <translation>未知：没有响应，短信未受理。</translation>
    </message>
    <message>
        <source>Unknown: the connection is reset; nothing was taken.</source>
        <translation>未知：连接被重置，短信未受理。</translation>
    </message>
    <message>
        <source>Unknown: HTTP 500; nothing was taken.</source>
        <translation>未知：HTTP 500，短信未受理。</translation>
    </message>
    <message>
        <source>Unknown: HTTP 503; nothing was taken.</source>
        <translation>未知：HTTP 503，短信未受理。</translation>
    </message>
    <message>
        <source>Unknown: a web page instead of an answer.</source>
        <translation>未知：返回网页，而不是接口响应。</translation>
    </message>
    <message>
        <source>{meaning} ({code})</source>
        <translation>{meaning}（{code}）</translation>
    </message>
    <message>
        <source>{effect} {code}</source>
        <translation>{effect}{code}</translation>
    </message>
    <message>
        <source>Unknown: the service failed, although the message was taken.</source>
        <translation>未知：服务出错，但短信已受理。</translation>
    </message>
    <message>
        <source>Unknown: no answer comes, although the message was taken.</source>
        <translation>未知：没有响应，但短信已受理。</translation>
    </message>
    <message>
        <source>Unknown: the connection is reset, although the message was taken.</source>
        <translation>未知：连接被重置，但短信已受理。</translation>
    </message>
    <message>
        <source>Unknown: the connection is closed, although the message was taken.</source>
        <translation>未知：连接被关闭，但短信已受理。</translation>
    </message>
    <message>
        <source>Unknown: HTTP 500, although the message was taken.</source>
        <translation>未知：HTTP 500，但短信已受理。</translation>
    </message>
    <message>
        <source>Unknown: an empty answer, although the message was taken.</source>
        <translation>未知：响应为空，但短信已受理。</translation>
    </message>
    <message>
        <source>Unknown: an answer cut off, although the message was taken.</source>
        <translation>未知：响应不完整，但短信已受理。</translation>
    </message>
    <message>
        <source>Unknown: an answer that is no JSON, although the message was taken.</source>
        <translation>未知：响应不是 JSON，但短信已受理。</translation>
    </message>
    <message>
        <source>Unknown: a redirect to another address.</source>
        <translation>未知：被重定向到其他地址。</translation>
    </message>
    <message>
        <source>Accepted; the receipt comes after a minute.</source>
        <translation>已受理，一分钟后才有回执。</translation>
    </message>
    <message>
        <source>Accepted, then not delivered.</source>
        <translation>已受理，随后未送达。</translation>
    </message>
    <message>
        <source>Accepted; the receipt never comes.</source>
        <translation>已受理，始终没有回执。</translation>
    </message>
    <message>
        <source>Delivered; the receipt is spelled differently.</source>
        <translation>已送达，回执的写法与通常不同。</translation>
    </message>
    <message>
        <source>Accepted; the details show it after a minute.</source>
        <translation>已受理，一分钟后才能查到发送详情。</translation>
    </message>
    <message>
        <source>Accepted; the details give their count as text.</source>
        <translation>已受理，发送详情中的总数为文本。</translation>
    </message>
    <message>
        <source>Accepted; the details count it, but show nothing.</source>
        <translation>已受理，发送详情有总数而无明细。</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>Runs that follow the account “{label}” to its new AccessKey ID: {count}. It must be of the same Alibaba Cloud account: another one has no records of what was sent before, and it would seem never to have been sent. If it is of another one, change it back, and save that as a new account.</source>
        <translation>账号“{label}”的 {count} 个发送任务已转到新的 AccessKey ID。它必须属于同一个阿里云账号：别的账号没有之前的发送记录，已发出的短信会像从未发出一样。如果它属于别的账号，请改回来，并把它另存为新账号。</translation>
    </message>
    <message>
        <source>The account works.</source>
        <translation>账号可用。</translation>
    </message>
    <message>
        <source>The service does not know this AccessKey ID: copy it again from the RAM console, and check that the endpoint is of the same site, mainland or international.</source>
        <translation>该 AccessKey ID 不存在：请从 RAM 控制台重新复制，并确认接入点与账号同属国内站或国际站。</translation>
    </message>
    <message>
        <source>This AccessKey is disabled: enable it in the RAM console, or use another one.</source>
        <translation>该 AccessKey 已禁用：请在 RAM 控制台启用，或换用其他 AccessKey。</translation>
    </message>
    <message>
        <source>The AccessKey secret does not belong to this AccessKey ID: paste it again. If it is lost, make a new AccessKey in the RAM console.</source>
        <translation>AccessKey Secret 与 AccessKey ID 不匹配：请重新粘贴。如已遗失，请在 RAM 控制台新建 AccessKey。</translation>
    </message>
    <message>
        <source>The clock of this computer is wrong by more than 15 minutes: set the time and the time zone, and test again.</source>
        <translation>本机时间偏差超过 15 分钟：请校准时间和时区后重新测试。</translation>
    </message>
    <message>
        <source>This RAM user may not read the signs: in the RAM console, grant it dysms:SendSms, dysms:SendBatchSms, dysms:QuerySendDetails, dysms:QuerySmsSignList, dysms:QuerySmsTemplateList and dysms:GetSmsTemplate, or the policy AliyunDysmsFullAccess.</source>
        <translation>该 RAM 用户没有查询签名的权限：请在 RAM 控制台授予 dysms:SendSms、dysms:SendBatchSms、dysms:QuerySendDetails、dysms:QuerySmsSignList、dysms:QuerySmsTemplateList 和 dysms:GetSmsTemplate，或授予 AliyunDysmsFullAccess 策略。</translation>
    </message>
    <message>
        <source>The key is right, but the Alibaba Cloud account cannot send: see in the console whether it is in arrears, frozen, at its limit, or without the SMS service.</source>
        <translation>密钥正确，但该阿里云账号无法发送：请在控制台检查是否欠费、被冻结、达到限额或未开通短信服务。</translation>
    </message>
    <message>
        <source>The service refuses calls from this network, because it is outside the Chinese mainland: use a network there, or the endpoint of the international site.</source>
        <translation>短信服务拒绝来自中国内地以外网络的调用：请使用内地网络，或改用国际站的接入点。</translation>
    </message>
    <message>
        <source>The service asks for fewer calls: nothing is wrong with the account. Wait a minute, and test again.</source>
        <translation>查询过于频繁，账号本身没有问题：请 1 分钟后再测试。</translation>
    </message>
    <message>
        <source>The service could not be reached: check whether this computer is online, and whether a firewall or proxy stands in between.</source>
        <translation>无法连接到服务：请检查本机网络，以及防火墙和代理。</translation>
    </message>
    <message>
        <source>The proxy of this account could not be reached, or refused: check its address, or empty it to connect directly.</source>
        <translation>无法连接此账号的代理，或代理拒绝了请求：请检查代理地址，或清空以直接连接。</translation>
    </message>
    <message>
        <source>The certificate of the endpoint is not trusted: check the endpoint&apos;s name and this computer&apos;s clock. If your company inspects HTTPS, have its certificate installed in the system.</source>
        <translation>接入点的证书不受信任：请检查接入点和本机时间。如公司会检查 HTTPS 流量，请在系统中安装其证书。</translation>
    </message>
    <message>
        <source>The SMS service is not at this endpoint: check its name. It is usually dysmsapi.aliyuncs.com. A log-in page of the network can be the reason, too.</source>
        <translation>该接入点上没有短信服务：请检查接入点，一般为 dysmsapi.aliyuncs.com。也可能是网络要求先在网页上登录。</translation>
    </message>
    <message>
        <source>The service has an error of its own: wait some minutes, and test again.</source>
        <translation>短信服务出错：请几分钟后重新测试。</translation>
    </message>
    <message>
        <source>The test failed. {why}</source>
        <translation>测试失败。{why}</translation>
    </message>
    <message>
        <source>The test failed: see the log for what went wrong.</source>
        <translation>测试失败：请查看日志了解原因。</translation>
    </message>
    <message>
        <source>The service answered {answer}.</source>
        <translation>短信服务返回 {answer}。</translation>
    </message>
    <message>
        <source>the desktop&apos;s keyring (Secret Service)</source>
        <translation>桌面密钥环（Secret Service）</translation>
    </message>
    <message>
        <source>the macOS Keychain</source>
        <translation>macOS 钥匙串</translation>
    </message>
    <message>
        <source>the Windows Credential Manager</source>
        <translation>Windows 凭据管理器</translation>
    </message>
    <message>
        <source>The secret is kept in {keyring}.</source>
        <translation>AccessKey Secret 保存在{keyring}中。</translation>
    </message>
    <message>
        <source>The secret is kept until the program ends, and no longer.</source>
        <translation>AccessKey Secret 仅保留到程序退出。</translation>
    </message>
    <message>
        <source>The AccessKey secret is missing: enter it in the account settings and save it.</source>
        <translation>没有 AccessKey Secret：请在账号设置中填写并保存。</translation>
    </message>
    <message>
        <source>The account is saved, but the keyring did not let go of the secret of its old AccessKey ID: remove the entry “{key_id}” of “sms-desk” with the keyring&apos;s own program.</source>
        <translation>账号已保存，但密钥环没有删掉旧 AccessKey ID 的密钥：请用密钥环自带的程序删除“sms-desk”下的“{key_id}”条目。</translation>
    </message>
    <message>
        <source>Testing the account …</source>
        <translation>正在测试账号…</translation>
    </message>
    <message>
        <source>Ready. Answers and receipts are made on this computer, for free.</source>
        <translation>可用。响应和回执均由本机生成，不计费。</translation>
    </message>
    <message>
        <source>No call has been made for this number yet.</source>
        <translation>还没有提交这个号码。</translation>
    </message>
    <message>
        <source>The call is under way.</source>
        <translation>正在提交。</translation>
    </message>
    <message>
        <source>The service took it; the receipt is still to come.</source>
        <translation>短信服务已受理，回执尚未返回。</translation>
    </message>
    <message>
        <source>It may have been sent, so it is never sent again by itself.</source>
        <translation>短信可能已经发出，因此不会自动重发。</translation>
    </message>
    <message>
        <source>The service took nothing: no message was sent.</source>
        <translation>短信服务未受理，短信没有发出。</translation>
    </message>
    <message>
        <source>The phone received it.</source>
        <translation>手机已收到短信。</translation>
    </message>
    <message>
        <source>The carrier could not deliver it.</source>
        <translation>运营商没有送达。</translation>
    </message>
    <message>
        <source>Given up before any call was made.</source>
        <translation>提交之前已取消。</translation>
    </message>
    <message>
        <source>This code is in none of our tables; it is shown as it came.</source>
        <translation>没有收录此错误码，按原样显示。</translation>
    </message>
    <message>
        <source>Code: {code}</source>
        <translation>错误码：{code}</translation>
    </message>
    <message>
        <source>The service took it; no receipt came within 72 hours, and it is not asked for any more.</source>
        <translation>短信服务已受理，但 72 小时内没有收到回执，不再查询。</translation>
    </message>
    <message>
        <source>You declared it unsent: it is queued for another call.</source>
        <translation>您已认定它未发出，正在排队等待再次提交。</translation>
    </message>
    <message>
        <source>The last call sent nothing: it is queued for another one.</source>
        <translation>上次提交没有发出，正在排队等待再次提交。</translation>
    </message>
    <message>
        <source>You declared it unsent, and gave it up.</source>
        <translation>您已认定它未发出，之后取消了发送。</translation>
    </message>
    <message>
        <source>The last call sent nothing, and no other was made.</source>
        <translation>上次提交没有发出，取消后没有再提交。</translation>
    </message>
    <message>
        <source>What to do: {text}</source>
        <translation>处理建议：{text}</translation>
    </message>
    <message>
        <source>This meaning is not from an official table.</source>
        <translation>此含义并非来自官方文档。</translation>
    </message>
    <message>
        <source>Message of the service</source>
        <translation>服务返回的说明</translation>
    </message>
    <message>
        <source>HTTP status</source>
        <translation>HTTP 状态码</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>变量值</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>回执</translation>
    </message>
    <message>
        <source>{name}: {value}</source>
        <translation>{name}：{value}</translation>
    </message>
    <message>
        <source>There is no secret for this account: open the account settings and save it.</source>
        <translation>此账号没有 AccessKey Secret：请打开账号设置填写并保存。</translation>
    </message>
    <message>
        <source>The sign name is empty: choose or type an approved sign.</source>
        <translation>请选择签名，或输入审核通过的签名。</translation>
    </message>
    <message>
        <source>The template code is empty: choose one or type it, such as SMS_123456789.</source>
        <translation>请选择模板，或输入模板 CODE，例如 SMS_123456789。</translation>
    </message>
    <message>
        <source>The parameters are not right: what is wrong stands under their field.</source>
        <translation>变量值有误：原因见变量下方。</translation>
    </message>
    <message>
        <source>There is no valid number yet: type, paste or import some recipients.</source>
        <translation>还没有收件人：请输入、粘贴或导入号码。</translation>
    </message>
    <message>
        <source>The numbers are still being checked: wait a moment.</source>
        <translation>正在检查号码，请稍候。</translation>
    </message>
    <message>
        <source>The OutId is too long: {max} characters at most.</source>
        <translation>OutId 过长：最多 {max} 个字符。</translation>
    </message>
    <message>
        <source>The OutId has a line break or another character that cannot be seen: type it again.</source>
        <translation>OutId 中有换行或其他看不见的字符：请重新输入。</translation>
    </message>
    <message>
        <source>The extension code is not a number: use the digits 0 to 9 only.</source>
        <translation>上行短信扩展码不是数字：只能使用 0 到 9。</translation>
    </message>
    <message>
        <source>Another sending is under way: wait until it ends, or stop it.</source>
        <translation>已有发送任务在进行：请等待其结束，或将其停止。</translation>
    </message>
    <message>
        <source>Not sent to: {why}</source>
        <translation>不发送：{why}</translation>
    </message>
    <message>
        <source>One by one</source>
        <translation>逐条发送</translation>
    </message>
    <message>
        <source>Batched</source>
        <translation>批量发送</translation>
    </message>
    <message>
        <source>One call for each number; each gets an answer of its own.</source>
        <translation>每个号码调用一次，各有各的结果。</translation>
    </message>
    <message>
        <source>Up to {count} numbers share one call. Faster, but there is one answer for all of them: it does not say which number was refused.</source>
        <translation>每次调用最多包含 {count} 个号码。速度更快，但整批只有一个结果，无法得知具体哪个号码被拒绝。</translation>
    </message>
    <message>
        <source>Line {line}, column {column}: {what}</source>
        <translation>第 {line} 行第 {column} 列：{what}</translation>
    </message>
    <message>
        <source>{first} ({count} more)</source>
        <translation>{first}（另有 {count} 处）</translation>
    </message>
    <message>
        <source>This is not JSON. Write names and values in braces: {&quot;code&quot;: &quot;1234&quot;}</source>
        <translation>这不是 JSON。请在花括号中写变量名和值：{&quot;code&quot;: &quot;1234&quot;}</translation>
    </message>
    <message>
        <source>A name in double quotes must stand here.</source>
        <translation>此处应为双引号括起的变量名。</translation>
    </message>
    <message>
        <source>A colon (:) must stand between name and value.</source>
        <translation>变量名与值之间缺少冒号（:）。</translation>
    </message>
    <message>
        <source>A value must stand here: a text in double quotes.</source>
        <translation>此处缺少值：应为双引号括起的文本。</translation>
    </message>
    <message>
        <source>A comma or the closing bracket must stand here.</source>
        <translation>此处应为逗号或右括号。</translation>
    </message>
    <message>
        <source>This bracket is never closed. Add the closing one.</source>
        <translation>括号没有闭合，请补上右括号。</translation>
    </message>
    <message>
        <source>This quote is never closed. Add the closing quote.</source>
        <translation>引号没有闭合，请补上后引号。</translation>
    </message>
    <message>
        <source>There is more text after the closing brace. Remove it or move it inside.</source>
        <translation>右花括号之后还有内容，请删除或移到括号内。</translation>
    </message>
    <message>
        <source>A comma before the closing bracket. Remove it.</source>
        <translation>右括号前多了一个逗号，请删除。</translation>
    </message>
    <message>
        <source>Single quotes. JSON has double quotes only; use those.</source>
        <translation>用了单引号。JSON 只能使用双引号。</translation>
    </message>
    <message>
        <source>Chinese quotes. Switch the input method to English and type them again.</source>
        <translation>用了中文引号。请切换到英文输入法重新输入。</translation>
    </message>
    <message>
        <source>Chinese punctuation. Switch the input method to English and type it again.</source>
        <translation>用了中文标点。请切换到英文输入法重新输入。</translation>
    </message>
    <message>
        <source>Names and texts stand in double quotes. Add them.</source>
        <translation>变量名和文本须用双引号括起，请补上。</translation>
    </message>
    <message>
        <source>JSON has no comments. Remove it.</source>
        <translation>JSON 不支持注释，请删除。</translation>
    </message>
    <message>
        <source>This backslash means nothing. For a backslash itself write two of them.</source>
        <translation>反斜杠用法有误。如需反斜杠本身，请写两个。</translation>
    </message>
    <message>
        <source>This is no number of JSON. Put it in double quotes.</source>
        <translation>这不是 JSON 数字，请用双引号括起。</translation>
    </message>
    <message>
        <source>A line break inside quotes. Write {escape} for it.</source>
        <translation>引号内有换行，请改写为 {escape}。</translation>
    </message>
    <message>
        <source>A tab or another invisible character inside quotes. Remove it; for a tab write {escape}.</source>
        <translation>引号内有制表符或其他不可见字符，请删除；制表符请写作 {escape}。</translation>
    </message>
    <message>
        <source>Half a character, which cannot be sent. Type it again.</source>
        <translation>字符不完整，无法发送，请重新输入。</translation>
    </message>
    <message>
        <source>Parameters are names and values in braces, such as {example}. Put them there.</source>
        <translation>参数应为花括号中的变量名和值，例如 {example}。</translation>
    </message>
    <message>
        <source>The name “{key}” stands further up already. Remove one of them.</source>
        <translation>变量名“{key}”前面已经出现过，请删除其中一个。</translation>
    </message>
    <message>
        <source>This name is empty. Write the name of a variable of the template.</source>
        <translation>变量名为空，请填写模板中的变量名。</translation>
    </message>
    <message>
        <source>“{key}” has no value (null). Write a text in double quotes.</source>
        <translation>“{key}”没有值（null），请填写双引号括起的文本。</translation>
    </message>
    <message>
        <source>“{key}” is true or false. Put it in double quotes to send it as a text.</source>
        <translation>“{key}”的值是 true 或 false，如要作为文本发送，请用双引号括起。</translation>
    </message>
    <message>
        <source>“{key}” is a list. Write one text or one number.</source>
        <translation>“{key}”的值是列表，请改为一个文本或数字。</translation>
    </message>
    <message>
        <source>“{key}” has braces of its own. Write one text or one number.</source>
        <translation>“{key}”的值含有花括号，请改为一个文本或数字。</translation>
    </message>
    <message>
        <source>“{key}” is not a number that can be sent. Write one, or a text in quotes.</source>
        <translation>“{key}”的值不是可发送的数字，请改为数字或双引号括起的文本。</translation>
    </message>
    <message>
        <source>{problem} Found instead: {found}</source>
        <translation>{problem}现在是：{found}</translation>
    </message>
    <message>
        <source>Not a phone number: write digits only.</source>
        <translation>不是手机号码：请只填数字。</translation>
    </message>
    <message>
        <source>Rounded by a spreadsheet: format the column as text and export the list again.</source>
        <translation>号码被表格软件四舍五入：请将该列设为文本格式后重新导出。</translation>
    </message>
    <message>
        <source>Too few digits: a mainland number has 11.</source>
        <translation>位数不足：内地手机号码为 11 位。</translation>
    </message>
    <message>
        <source>Too many digits: a mainland number has 11.</source>
        <translation>位数过多：内地手机号码为 11 位。</translation>
    </message>
    <message>
        <source>A landline, which gets no messages: use a mobile number.</source>
        <translation>固定电话无法接收短信：请使用手机号码。</translation>
    </message>
    <message>
        <source>No mobile number begins like this: check the digits.</source>
        <translation>没有这样开头的手机号码：请核对。</translation>
    </message>
    <message>
        <source>No country has this code: check the digits after + or 00.</source>
        <translation>没有这个国际区号：请核对 + 或 00 之后的数字。</translation>
    </message>
    <message>
        <source>The service cannot tell this foreign number from a mainland one. If that is meant, write its 11 digits alone.</source>
        <translation>短信服务无法区分该境外号码与内地号码。如为内地号码，请只写 11 位数字。</translation>
    </message>
    <message>
        <source>Repeated: it is sent to once only.</source>
        <translation>重复：只发送一次。</translation>
    </message>
    <message>
        <source>{count} valid</source>
        <translation>{count} 有效</translation>
    </message>
    <message>
        <source>{count} repeated</source>
        <translation>{count} 重复</translation>
    </message>
    <message>
        <source>{count} repaired</source>
        <translation>{count} 已修正</translation>
    </message>
    <message>
        <source>{count} blocked</source>
        <translation>{count} 在黑名单中</translation>
    </message>
    <message>
        <source>{count} without a value</source>
        <translation>{count} 缺少变量值</translation>
    </message>
    <message>
        <source>{count} likely to be refused</source>
        <translation>{count} 个可能被拒绝</translation>
    </message>
    <message>
        <source>Repaired: it is sent to {number}.</source>
        <translation>已修正：将发送至 {number}。</translation>
    </message>
    <message>
        <source>“{name}” is empty in this row: fill it in.</source>
        <translation>本行的“{name}”为空：请填写。</translation>
    </message>
    <message>
        <source>A number inside a cell of several lines: a quote before it is never closed.</source>
        <translation>号码落在跨多行的单元格内：前面有引号没有闭合。</translation>
    </message>
    <message>
        <source>Repeated: row {line} of {file} has it already; sent once.</source>
        <translation>重复：{file} 第 {line} 行已有，只发送一次。</translation>
    </message>
    <message>
        <source>Repeated: it was typed or pasted already; sent once.</source>
        <translation>重复：已输入或粘贴过，只发送一次。</translation>
    </message>
    <message>
        <source>Repeated: row {line} has it already; sent once.</source>
        <translation>重复：第 {line} 行已有，只发送一次。</translation>
    </message>
    <message>
        <source>Typed</source>
        <translation>手动输入</translation>
    </message>
    <message>
        <source>Pasted table</source>
        <translation>粘贴的表格</translation>
    </message>
    <message>
        <source>Undo adding a list of 1 row</source>
        <translation>撤销添加名单（1 行）</translation>
    </message>
    <message>
        <source>Undo adding a list of {count} rows</source>
        <translation>撤销添加名单（{count} 行）</translation>
    </message>
    <message>
        <source>Undo reading a list of 1 row anew</source>
        <translation>撤销重新读取 1 行的名单</translation>
    </message>
    <message>
        <source>Undo reading a list of {count} rows anew</source>
        <translation>撤销重新读取 {count} 行的名单</translation>
    </message>
    <message>
        <source>Undo removing a list of 1 row</source>
        <translation>撤销移除名单（1 行）</translation>
    </message>
    <message>
        <source>Undo removing a list of {count} rows</source>
        <translation>撤销移除名单（{count} 行）</translation>
    </message>
    <message>
        <source>Undo removing 1 row</source>
        <translation>撤销移除 1 行</translation>
    </message>
    <message>
        <source>Undo removing {count} rows</source>
        <translation>撤销移除 {count} 行</translation>
    </message>
    <message>
        <source>Undo taking 1 row</source>
        <translation>撤销采用的 1 行</translation>
    </message>
    <message>
        <source>Undo clearing 1 row</source>
        <translation>撤销清空（1 行）</translation>
    </message>
    <message>
        <source>Undo clearing {count} rows</source>
        <translation>撤销清空（{count} 行）</translation>
    </message>
    <message>
        <source>Undo replacing 1 recipient</source>
        <translation>撤销替换 1 个收件人</translation>
    </message>
    <message>
        <source>Undo adding 1 typed recipient</source>
        <translation>撤销添加 1 个收件人</translation>
    </message>
    <message>
        <source>Undo removing 1 typed recipient</source>
        <translation>撤销移除 1 个收件人</translation>
    </message>
    <message>
        <source>Downloading the list…</source>
        <translation>正在从网盘下载…</translation>
    </message>
    <message>
        <source>{recipients} valid so far</source>
        <translation>已读取 {recipients} 个有效号码</translation>
    </message>
    <message>
        <source>{recipients} valid, {notes} to look at so far</source>
        <translation>已读取 {recipients} 个有效号码，{notes} 行待查看</translation>
    </message>
    <message>
        <source>“{column}” says by its header that it holds the numbers.</source>
        <translation>根据表头，号码在“{column}”列。</translation>
    </message>
    <message>
        <source>Only “{column}” holds mobile numbers.</source>
        <translation>只有“{column}”列含有手机号码。</translation>
    </message>
    <message>
        <source>No column is sure to hold the numbers, so they are looked for anywhere in a row. Choose the column if there is one.</source>
        <translation>无法确定号码所在的列，将在整行中查找号码。如有号码列，请选择。</translation>
    </message>
    <message>
        <source>Several columns hold numbers, “{column}” was guessed: please check.</source>
        <translation>多个列含有号码，已推测为“{column}”列：请核对。</translation>
    </message>
    <message>
        <source>UTF-8 with a mark</source>
        <translation>UTF-8（带 BOM）</translation>
    </message>
    <message>
        <source>UTF-16 with a mark</source>
        <translation>UTF-16（带 BOM）</translation>
    </message>
    <message>
        <source>UTF-32 with a mark</source>
        <translation>UTF-32（带 BOM）</translation>
    </message>
    <message>
        <source>None: no columns</source>
        <translation>无：不分列</translation>
    </message>
    <message>
        <source>Comma ( , )</source>
        <translation>逗号（,）</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>制表符</translation>
    </message>
    <message>
        <source>Semicolon ( ; )</source>
        <translation>分号（;）</translation>
    </message>
    <message>
        <source>Chinese comma ( ， )</source>
        <translation>中文逗号（，）</translation>
    </message>
    <message>
        <source>Chinese semicolon ( ； )</source>
        <translation>中文分号（；）</translation>
    </message>
    <message>
        <source>Vertical bar ( | )</source>
        <translation>竖线（|）</translation>
    </message>
    <message>
        <source>Row {row} of {count}</source>
        <translation>第 {row} 行，共 {count} 行</translation>
    </message>
    <message>
        <source>The sandbox could not be started: no port of this computer (127.0.0.1) is free, or a firewall forbids it. Close other programs or allow SMS Desk, and try again.</source>
        <translation>无法启动沙箱：本机（127.0.0.1）没有空闲端口，或被防火墙禁止。请关闭其他程序或放行短信台后重试。</translation>
    </message>
    <message>
        <source>Nothing was sent: the recipients, the message or the account changed after you were asked to confirm. Look it over again, then send.</source>
        <translation>没有发送任何短信：在请您确认之后，收件人、内容或账号有了变化。请重新核对后再发送。</translation>
    </message>
    <message>
        <source>Something went wrong: {error}</source>
        <translation>出现错误：{error}</translation>
    </message>
    <message>
        <source>Give the account a name of your own, such as “Shop”.</source>
        <translation>请为账号取一个名称，例如“商城”。</translation>
    </message>
    <message>
        <source>Another account has this name already: choose another one.</source>
        <translation>已有同名账号：请换一个名称。</translation>
    </message>
    <message>
        <source>The AccessKey ID is missing: copy it from the RAM console of Alibaba Cloud.</source>
        <translation>缺少 AccessKey ID：请从阿里云 RAM 控制台复制。</translation>
    </message>
    <message>
        <source>An AccessKey ID has only Latin letters, digits and signs, and no blanks: copy it again from the RAM console.</source>
        <translation>AccessKey ID 只含英文字母、数字和符号，不含空格：请从 RAM 控制台重新复制。</translation>
    </message>
    <message>
        <source>Another account has this AccessKey ID already: choose that one and edit it.</source>
        <translation>已有账号使用此 AccessKey ID：请选择该账号进行修改。</translation>
    </message>
    <message>
        <source>The AccessKey secret is missing: paste the one that belongs to this AccessKey ID. The console shows it only once, when the key is made.</source>
        <translation>缺少 AccessKey Secret：请粘贴与此 AccessKey ID 对应的 AccessKey Secret。控制台仅在创建时显示一次。</translation>
    </message>
    <message>
        <source>An AccessKey secret has only Latin letters, digits and signs, and no blanks: copy it again.</source>
        <translation>AccessKey Secret 只含英文字母、数字和符号，不含空格：请重新复制。</translation>
    </message>
    <message>
        <source>An AccessKey secret has at most {most} characters: copy the secret alone, without anything around it.</source>
        <translation>AccessKey Secret 最多 {most} 个字符：请只复制 AccessKey Secret 本身。</translation>
    </message>
    <message>
        <source>The endpoint is missing: use dysmsapi.aliyuncs.com, or dysmsapi.ap-southeast-1.aliyuncs.com for the international site.</source>
        <translation>缺少接入点：请填写 dysmsapi.aliyuncs.com，国际站为 dysmsapi.ap-southeast-1.aliyuncs.com。</translation>
    </message>
    <message>
        <source>The endpoint is no host name: write it as dysmsapi.aliyuncs.com or host:port, with no path behind it.</source>
        <translation>接入点不是有效的主机名：请写作 dysmsapi.aliyuncs.com 或“主机:端口”，后面不带路径。</translation>
    </message>
    <message>
        <source>http:// is taken for this computer only (127.0.0.1, ::1, localhost): leave it out, and the service is reached by HTTPS.</source>
        <translation>http:// 仅可用于本机（127.0.0.1、::1、localhost）：请去掉，将通过 HTTPS 连接。</translation>
    </message>
    <message>
        <source>Leave https:// out of the endpoint: write dysmsapi.aliyuncs.com or host:port. It is always reached by HTTPS.</source>
        <translation>接入点不要写 https://：请只填 dysmsapi.aliyuncs.com 或“主机:端口”。程序始终使用 HTTPS 访问。</translation>
    </message>
    <message>
        <source>Write the proxy as http://host:port, without a password, or leave it empty to connect directly.</source>
        <translation>代理请写作 http://主机:端口，不带密码；留空则直接连接。</translation>
    </message>
    <message>
        <source>This computer has no keyring to keep the AccessKey secret in. {remedy}</source>
        <translation>本机没有可保存 AccessKey Secret 的密钥环。{remedy}</translation>
    </message>
    <message>
        <source>The keyring found here, {backend}, does not keep secrets safe, so it is not used. {remedy}</source>
        <translation>本机的密钥环 {backend} 不能安全保存 AccessKey Secret，因此不予使用。{remedy}</translation>
    </message>
    <message>
        <source>The keyring is locked and was not unlocked: try again, and enter the keyring&apos;s password when the system asks for it.</source>
        <translation>密钥环已锁定且未解锁：请重试，并在系统提示时输入密钥环的密码。</translation>
    </message>
    <message>
        <source>The keyring holds no secret for this AccessKey ID: enter the AccessKey secret in the account settings and save it.</source>
        <translation>密钥环中没有此 AccessKey ID 的 AccessKey Secret：请在账号设置中填写并保存。</translation>
    </message>
    <message>
        <source>The keyring ({backend}) failed: see that it runs and is unlocked, and try again.</source>
        <translation>密钥环（{backend}）出错：请确认其正在运行且已解锁，然后重试。</translation>
    </message>
    <message>
        <source>The keyring failed: see that it runs and is unlocked, and try again.</source>
        <translation>密钥环出错：请确认其正在运行且已解锁，然后重试。</translation>
    </message>
    <message>
        <source>Start the service “Credential Manager” of Windows, start SMS Desk again, or keep the secret until the program ends.</source>
        <translation>请启动 Windows 的“Credential Manager”服务后重新打开短信台，或仅将 AccessKey Secret 保留到程序退出。</translation>
    </message>
    <message>
        <source>Make a login keychain in Keychain Access, start SMS Desk again, or keep the secret until the program ends.</source>
        <translation>请在“钥匙串访问”中创建登录钥匙串后重新打开短信台，或仅将 AccessKey Secret 保留到程序退出。</translation>
    </message>
    <message>
        <source>Install gnome-keyring, KeePassXC or KWallet (KDE Frameworks 5.97 or later), log in anew and start SMS Desk again, or keep the secret until the program ends.</source>
        <translation>请安装 gnome-keyring、KeePassXC 或 KWallet（KDE Frameworks 5.97 以上），重新登录系统后再打开短信台，或仅将 AccessKey Secret 保留到程序退出。</translation>
    </message>
    <message>
        <source>{what} {remedy}</source>
        <translation>{what}{remedy}</translation>
    </message>
    <message>
        <source>Nothing can be sent until SMS Desk is started anew, and the history can only be looked at, as it cannot be locked against a second program. {what} {remedy}</source>
        <translation>发送记录无法加锁，不能防止其他程序同时使用，因此只能查看；重新打开短信台之前不能发送。{what}{remedy}</translation>
    </message>
    <message>
        <source>{sentence} Nothing can be sent until SMS Desk is started anew.</source>
        <translation>{sentence}重新打开短信台之前不能发送。</translation>
    </message>
    <message>
        <source>{file} cannot be read: {path}.</source>
        <translation>无法读取{file}：{path}。</translation>
    </message>
    <message>
        <source>{file} cannot be written: {path}.</source>
        <translation>无法写入{file}：{path}。</translation>
    </message>
    <message>
        <source>{file} cannot be written, the disk is full: {path}.</source>
        <translation>磁盘已满，无法写入{file}：{path}。</translation>
    </message>
    <message>
        <source>{file} is damaged: {path}.</source>
        <translation>{file}已损坏：{path}。</translation>
    </message>
    <message>
        <source>{file} was made by a newer SMS Desk: {path}.</source>
        <translation>{file}由较新版本的短信台创建：{path}。</translation>
    </message>
    <message>
        <source>{file} is in use by another program: {path}.</source>
        <translation>{file}正被其他程序使用：{path}。</translation>
    </message>
    <message>
        <source>{file} has a second name (a hard link), under which another program may use it: {path}.</source>
        <translation>{file}还有另一个名字（硬链接），其他程序可能正通过它使用同一文件：{path}。</translation>
    </message>
    <message>
        <source>{file} was deleted or replaced by another file while messages were being sent: {path}. No further call is made; what was sent is not in the file that is there now.</source>
        <translation>{file}在发送过程中被删除，或被另一个文件替换：{path}。已停止发送；已发出的短信不在现在的这个文件里。</translation>
    </message>
    <message>
        <source>{file} is only read, as it is not locked against a second program: {path}.</source>
        <translation>{file}未能加锁，无法防止其他程序同时写入，因此只读取、不写入：{path}。</translation>
    </message>
    <message>
        <source>{file} could not be read when SMS Desk was started: {path}.</source>
        <translation>短信台启动时无法读取{file}：{path}。</translation>
    </message>
    <message>
        <source>The history</source>
        <translation>发送记录</translation>
    </message>
    <message>
        <source>The file of settings</source>
        <translation>设置文件</translation>
    </message>
    <message>
        <source>A file</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>See that you may read and write this file and its folder, and that the disk works; then try again.</source>
        <translation>请确认对该文件及其文件夹有读写权限、磁盘工作正常，然后重试。</translation>
    </message>
    <message>
        <source>Make room on the disk, then try again.</source>
        <translation>请清理磁盘空间后重试。</translation>
    </message>
    <message>
        <source>It was put aside as {kept}, and a new one begun.</source>
        <translation>原文件已另存为 {kept}，并已新建一个。</translation>
    </message>
    <message>
        <source>Nothing more is written to it. Start SMS Desk again: it keeps the damaged file, and brings what can be read of it into a new one.</source>
        <translation>不会再写入该文件。请重新打开短信台：损坏的文件会保留，其中可读取的内容会转入新文件。</translation>
    </message>
    <message>
        <source>Put a backup in its place, or move it away and start SMS Desk again to begin a new one.</source>
        <translation>请用备份替换，或将其移走后重新打开短信台以新建一个。</translation>
    </message>
    <message>
        <source>Install the newest SMS Desk, or choose another folder with --data-dir.</source>
        <translation>请安装最新版短信台，或用 --data-dir 指定其他文件夹。</translation>
    </message>
    <message>
        <source>Close that program, then try again.</source>
        <translation>请关闭该程序后重试。</translation>
    </message>
    <message>
        <source>Put a copy of the file in its place, then start SMS Desk again.</source>
        <translation>请用该文件的副本替换它，然后重新打开短信台。</translation>
    </message>
    <message>
        <source>Close SMS Desk, and look at the SMS console for what was sent before you send to the rest: the file that is there now may list sent messages as queued.</source>
        <translation>请关闭短信台，先在短信服务控制台核对已发送的内容，再发送其余的：现在的这个文件可能把已发送的短信仍列为排队中。</translation>
    </message>
    <message>
        <source>Mend what keeps it from being locked, then start SMS Desk again.</source>
        <translation>请先解决无法锁定的问题，然后重新打开短信台。</translation>
    </message>
    <message>
        <source>Close the program that has it open, or see that you may read it, then start SMS Desk again. Until then the settings are the default ones, and no change of them is kept.</source>
        <translation>请关闭占用该文件的程序，或检查读取权限，然后重新打开短信台。在此之前使用默认设置，所做的更改不会保存。</translation>
    </message>
    <message>
        <source>There is no file {path}: it may have been moved or renamed. Choose it again.</source>
        <translation>文件 {path} 不存在：可能已被移动或改名，请重新选择。</translation>
    </message>
    <message>
        <source>{path} is a folder: choose a file in it.</source>
        <translation>{path} 是文件夹：请选择其中的文件。</translation>
    </message>
    <message>
        <source>You may not read {path}: ask its owner for permission, or copy it elsewhere.</source>
        <translation>没有读取 {path} 的权限：请向文件所有者申请，或复制到其他位置。</translation>
    </message>
    <message>
        <source>Another program has {path} open and lets no other one read it: close that program, or wait until it is done (a backup or a virus scan), and open the list again.</source>
        <translation>{path} 正被其他程序独占，无法读取：请关闭该程序，或等它用完（如备份、杀毒扫描），然后重新打开名单。</translation>
    </message>
    <message>
        <source>{path} is only in the cloud (OneDrive or another cloud drive) and could not be downloaded: see that this computer is online and the cloud drive is running, or right-click the file in Explorer and choose “Always keep on this device”; then open the list again.</source>
        <translation>{path} 仅存于网盘（如 OneDrive），未能下载到本机：请检查网络，并确认网盘程序正在运行；也可在资源管理器中右键单击该文件，选择“始终保留在此设备上”，下载完成后重新打开名单。</translation>
    </message>
    <message>
        <source>{path} is empty: choose a file with phone numbers in it.</source>
        <translation>{path} 是空文件：请选择包含手机号码的文件。</translation>
    </message>
    <message>
        <source>{path} is no text: save the list as CSV or TXT, and open that.</source>
        <translation>{path} 不是文本文件：请另存为 CSV 或 TXT 后再导入。</translation>
    </message>
    <message>
        <source>The characters of {path} cannot be read: save the list as UTF-8, and open it again.</source>
        <translation>无法识别 {path} 的编码：请另存为 UTF-8 后重新导入。</translation>
    </message>
    <message>
        <source>{path} is too large: split it into smaller lists, and open one by one.</source>
        <translation>{path} 过大：请拆分成较小的文件，逐个导入。</translation>
    </message>
    <message>
        <source>This version does not read files like {path}: save the list as CSV or TXT, and open that.</source>
        <translation>当前版本不支持 {path} 这类文件：请另存为 CSV 或 TXT 后再导入。</translation>
    </message>
    <message>
        <source>{path} is damaged: open it in a spreadsheet program, save it anew, and open that.</source>
        <translation>{path} 已损坏：请用表格软件打开并另存，再导入新文件。</translation>
    </message>
    <message>
        <source>{path} is protected by a password: save it without one, and open it again.</source>
        <translation>{path} 有密码保护：请去掉密码保存后重新导入。</translation>
    </message>
    <message>
        <source>{path} changed while it was read: wait until it is complete, and open it again.</source>
        <translation>读取期间 {path} 发生了变化：请等文件写完后重新导入。</translation>
    </message>
    <message>
        <source>{path} could not be read to its end: see that its disk or network drive is there, and open it again.</source>
        <translation>未能读完 {path}：请确认所在磁盘或网络驱动器可用，然后重新导入。</translation>
    </message>
    <message>
        <source>The service refused it: {answer}. Nothing was sent; the details say what this code means.</source>
        <translation>被短信服务拒绝：{answer}。短信没有发出，错误码含义见详情。</translation>
    </message>
    <message>
        <source>The service refused this account: {answer}. Nothing was sent; test the account in the account settings.</source>
        <translation>短信服务拒绝了此账号：{answer}。短信没有发出，请在账号设置中测试账号。</translation>
    </message>
    <message>
        <source>{why} It may have been sent, so it is not sent again by itself: check the unknown ones in the history.</source>
        <translation>{why}短信可能已经发出，因此不会自动重发：请在“历史”中查询不明结果。</translation>
    </message>
    <message>
        <source>The service refused the time of the call: {answer}. Nothing was sent; set the clock and the time zone of this computer.</source>
        <translation>短信服务不接受调用时间：{answer}。短信没有发出，请校准本机的时间和时区。</translation>
    </message>
    <message>
        <source>The service refused this account: {answer}. Nothing was sent; see in the console whether it is in arrears, frozen, at its limit, or without the SMS service.</source>
        <translation>短信服务拒绝了此账号：{answer}。短信没有发出，请在控制台查看账号是否欠费、被冻结、达到限额，或未开通短信服务。</translation>
    </message>
    <message>
        <source>{why} It said {answer}.</source>
        <translation>{why}返回内容：{answer}。</translation>
    </message>
    <message>
        <source>{why} It had HTTP status {status}.</source>
        <translation>{why}HTTP 状态码 {status}。</translation>
    </message>
    <message>
        <source>{code} ({message})</source>
        <translation>{code}（{message}）</translation>
    </message>
    <message>
        <source>The endpoint&apos;s name was not found: check the endpoint of the account, and whether this computer is online. Nothing was sent.</source>
        <translation>无法解析接入点的域名：请检查账号的接入点和本机网络。短信没有发出。</translation>
    </message>
    <message>
        <source>The endpoint refused the connection: check the endpoint and its port, the proxy and the firewall. Nothing was sent.</source>
        <translation>接入点拒绝连接：请检查接入点及端口、代理和防火墙。短信没有发出。</translation>
    </message>
    <message>
        <source>The endpoint could not be reached in time: check the network, the proxy and the firewall. Nothing was sent.</source>
        <translation>连接接入点超时：请检查网络、代理和防火墙。短信没有发出。</translation>
    </message>
    <message>
        <source>There is no way to the endpoint: check whether this computer is online. Nothing was sent.</source>
        <translation>无法到达接入点：请检查本机网络。短信没有发出。</translation>
    </message>
    <message>
        <source>The certificate of the endpoint is not trusted: check the endpoint&apos;s name and this computer&apos;s clock. If your company inspects HTTPS, have its certificate installed in the system. Nothing was sent.</source>
        <translation>接入点的证书不受信任：请检查接入点和本机时间。如公司会检查 HTTPS 流量，请在系统中安装其证书。短信没有发出。</translation>
    </message>
    <message>
        <source>No secure connection could be made: check that the endpoint speaks HTTPS on this port, and that no proxy stands in between. Nothing was sent.</source>
        <translation>无法建立安全连接：请确认接入点的该端口支持 HTTPS，且中间没有代理。短信没有发出。</translation>
    </message>
    <message>
        <source>The proxy did not let the call through: check the proxy of the account, or empty it to connect directly. Nothing was sent.</source>
        <translation>代理未放行请求：请检查账号的代理，或清空以直接连接。短信没有发出。</translation>
    </message>
    <message>
        <source>The endpoint is no host name: correct it in the account settings. Nothing was sent.</source>
        <translation>接入点不是有效的主机名：请在账号设置中修改。短信没有发出。</translation>
    </message>
    <message>
        <source>SMS Desk had an error of its own before the call: see the log. Nothing was sent.</source>
        <translation>短信台在调用前出错：请查看日志。短信没有发出。</translation>
    </message>
    <message>
        <source>The service did not answer in time.</source>
        <translation>短信服务未及时响应。</translation>
    </message>
    <message>
        <source>The connection broke before the whole answer came.</source>
        <translation>未收到完整响应，连接已断开。</translation>
    </message>
    <message>
        <source>The service had an error of its own.</source>
        <translation>短信服务出错。</translation>
    </message>
    <message>
        <source>The answer pointed to another address: something between here and the service, such as a log-in page of the network, answered for it.</source>
        <translation>响应被重定向到其他地址：可能是网络登录页等中间设备代为响应。</translation>
    </message>
    <message>
        <source>The answer was no answer of the service: a proxy or a log-in page of the network may stand in between.</source>
        <translation>收到的不是短信服务的响应：中间可能有代理或网络登录页。</translation>
    </message>
    <message>
        <source>The answer was empty.</source>
        <translation>响应为空。</translation>
    </message>
    <message>
        <source>The answer was cut off.</source>
        <translation>响应不完整。</translation>
    </message>
    <message>
        <source>The answer was not one of this service: check the account&apos;s endpoint.</source>
        <translation>收到的不是短信服务的响应：请检查账号的接入点。</translation>
    </message>
    <message>
        <source>The service itself leaves open what became of it.</source>
        <translation>短信服务没有说明处理结果。</translation>
    </message>
    <message>
        <source>SMS Desk ended while the call was under way.</source>
        <translation>调用进行时短信台退出。</translation>
    </message>
    <message>
        <source>SMS Desk had an error of its own during the call.</source>
        <translation>短信台在调用过程中出错。</translation>
    </message>
    <message>
        <source>No call is made: the number is on the account&apos;s do-not-send list.</source>
        <translation>不发送：号码在该账号的黑名单中。</translation>
    </message>
    <message>
        <source>{characters} characters · {segments} SMS</source>
        <translation>{characters} 字 · 计费 {segments} 条</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} 分钟</translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation>{minutes} 分 {seconds} 秒</translation>
    </message>
    <message>
        <source>{hours} h</source>
        <translation>{hours} 小时</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} 小时 {minutes} 分</translation>
    </message>
    <message>
        <source>Stopped, because the clock of this computer is wrong: set it, then press Resume. The rest is still queued.</source>
        <translation>已停止：本机时间不准。请校准时间，然后点击“继续”。其余号码仍在排队。</translation>
    </message>
    <message>
        <source>Stopped, because the Alibaba Cloud account cannot send: mend that in the console, then press Resume. The rest is still queued.</source>
        <translation>已停止：阿里云账号目前不能发送。请在控制台处理，然后点击“继续”。其余号码仍在排队。</translation>
    </message>
    <message>
        <source>Held, because the service cannot be reached. The rest is still queued, and goes on by itself once the network is back; if it was stopped, press Resume.</source>
        <translation>无法连接短信服务，已暂停发送。其余号码仍在排队，网络恢复后自动继续；如已停止，请点击“继续”。</translation>
    </message>
    <message>
        <source>SMS Desk ended in the middle of this run: press Resume to send to the rest. Those under way at that moment are unknown and are not sent again by themselves.</source>
        <translation>短信台在发送途中退出：点击“继续”发送其余号码。当时正在提交的号码状态为“未知”，不会自动重发。</translation>
    </message>
    <message>
        <source>{why} {said}</source>
        <translation>{why}{said}</translation>
    </message>
    <message>
        <source>SMS Desk ended while messages were under way. {count} of them are unknown now; they are not sent again by themselves.</source>
        <translation>短信台在发送途中退出，其中 {count} 条状态变为“未知”，不会自动重发。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>This run was begun through {old}, and the account “{label}” calls {new} now. Go on only if that is the same service: else set the endpoint back in the account settings first, or give up the rest. What is unknown of this run can only be proved unsent as long as all of it goes through one endpoint.</source>
        <translation>此任务是通过 {old} 开始发送的，而账号“{label}”现在使用 {new}。只有两者是同一个服务时才能继续；否则请先在账号设置中改回接入点，或取消剩余的号码。只有整个任务都通过同一个接入点发送，其中结果不明的短信才可能被证明没有发出。</translation>
    </message>
    <message>
        <source>Go on through {endpoint}</source>
        <translation>通过 {endpoint} 继续</translation>
    </message>
    <message>
        <source>The run of {time} is unfinished: {queued} of {total} are still queued. Account {account}, sign “{sign}”, template {template}.</source>
        <translation>{time} 的发送任务未完成：还有 {queued} 条排队中，共 {total} 条。账号：{account}，签名：“{sign}”，模板：{template}。</translation>
    </message>
    <message>
        <source>Sandbox</source>
        <translation>沙箱</translation>
    </message>
    <message>
        <source>“{label}” (production)</source>
        <translation>“{label}”（生产）</translation>
    </message>
    <message>
        <source>“{label}”</source>
        <translation>“{label}”</translation>
    </message>
    <message>
        <source>Send from another account?</source>
        <translation>确认用另一个账号发送？</translation>
    </message>
    <message>
        <source>In the sandbox nothing leaves this computer.</source>
        <translation>沙箱不会真正发出短信。</translation>
    </message>
    <message>
        <source>These messages are real and cost money.</source>
        <translation>这些短信会真实发出并计费。</translation>
    </message>
    <message>
        <source>The account chosen now is {current}, but this run is sent from {account}.

Sign name: {sign}
Template: {template}
Still queued: {queued} of {total}

{meaning}</source>
        <translation>当前账号是 {current}，而这个发送任务用的是 {account}。

签名：{sign}
模板：{template}
排队中：{queued} / {total}

{meaning}</translation>
    </message>
    <message>
        <source>Send {count}</source>
        <translation>发送 {count} 条</translation>
    </message>
    <message>
        <source>Saving {name}: {done} of {total} rows.</source>
        <translation>正在保存 {name}：{done} / {total} 行。</translation>
    </message>
    <message>
        <source>Saved {name}: {total} rows. The numbers in it are masked, the parameters are not.</source>
        <translation>已保存 {name}：共 {total} 行。其中的号码已隐藏中间几位，参数没有隐藏。</translation>
    </message>
    <message>
        <source>Saved {name}: {total} rows, with the numbers in full.</source>
        <translation>已保存 {name}：共 {total} 行，号码完整。</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续发送</translation>
    </message>
    <message>
        <source>The account “{label}” of this run is no longer saved: save it again, then press Resume.</source>
        <translation>此发送任务的账号“{label}”已被删除：请重新保存该账号，然后点击“继续”。</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>排队中</translation>
    </message>
    <message>
        <source>Submitting</source>
        <translation>提交中</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>已受理</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>已送达</translation>
    </message>
    <message>
        <source>Undelivered</source>
        <translation>未送达</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Read as {encoding}.</source>
        <translation>按 {encoding} 编码读取。</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>更改…</translation>
    </message>
    <message>
        <source>The import was stopped; the recipients are what they were.</source>
        <translation>导入已停止，收件人保持不变。</translation>
    </message>
    <message>
        <source>Recipients read from what was pasted: {count}.</source>
        <translation>已从粘贴的内容读取 {count} 个收件人。</translation>
    </message>
    <message>
        <source>Recipients read from {name}: {count}.</source>
        <translation>已从 {name} 读取 {count} 个收件人。</translation>
    </message>
    <message>
        <source>Undone. Recipients taken out again: {count}.</source>
        <translation>已撤销：移除了该名单的 {count} 个收件人。</translation>
    </message>
    <message>
        <source>Undone. The list is what it was before it was read anew.</source>
        <translation>已撤销。名单恢复为重新读取之前的样子。</translation>
    </message>
    <message>
        <source>Undone. Recipients brought back: {count}.</source>
        <translation>已撤销：恢复了 {count} 个收件人。</translation>
    </message>
    <message>
        <source>No list has the column of {names}: import one that has, or write a value.</source>
        <translation>没有名单包含列 {names}：请导入含有该列的名单，或直接填写值。</translation>
    </message>
    <message>
        <source>Nobody of the list can be sent to: all are on the do-not-send list, or lack a value.</source>
        <translation>没有可以发送的收件人：全部在黑名单中，或缺少变量值。</translation>
    </message>
    <message>
        <source>This row has no value for {names}: it is not sent to.</source>
        <translation>本行缺少 {names} 的值，不会发送。</translation>
    </message>
    <message>
        <source>Look it over…</source>
        <translation>重新核对…</translation>
    </message>
    <message>
        <source>Writing the recipients down: {done} of {total}.</source>
        <translation>正在写入收件人：{done} / {total}。</translation>
    </message>
    <message>
        <source>Added to the list: {count}.</source>
        <translation>已加入黑名单：{count} 个。</translation>
    </message>
    <message>
        <source>Rows without a valid number, not blocked: {count}. First: {rows}</source>
        <translation>没有有效号码、未加入黑名单的行：{count}。最前面的：{rows}</translation>
    </message>
    <message>
        <source>row {line} “{text}”</source>
        <translation>第 {line} 行“{text}”</translation>
    </message>
    <message>
        <source>No valid number, not blocked: {count}. It stands in the field to be mended.</source>
        <translation>不是有效号码、未加入黑名单：{count}。已留在输入框中，请更正。</translation>
    </message>
    <message>
        <source>Taken off the list: {count}.</source>
        <translation>已移出黑名单：{count} 个。</translation>
    </message>
    <message>
        <source>There is no valid number in it.</source>
        <translation>其中没有有效号码。</translation>
    </message>
    <message>
        <source>Saving to {name}: {done} of {total} rows.</source>
        <translation>正在保存到 {name}：{done} / {total} 行。</translation>
    </message>
    <message>
        <source>Rows saved to {name}: {count}. The numbers in it are masked.</source>
        <translation>已将 {count} 行保存到 {name}。其中的号码已隐藏中间几位。</translation>
    </message>
    <message>
        <source>Rows saved to {name}: {count}, with the numbers in full.</source>
        <translation>已将 {count} 行保存到 {name}，号码完整。</translation>
    </message>
    <message>
        <source>The history was damaged. What could be read of it is here: {runs} runs, {recipients} recipients. The damaged file is kept as {kept}.</source>
        <translation>发送记录已损坏，现已恢复其中可读取的内容：{runs} 次发送任务，{recipients} 个收件人。损坏的文件保留为 {kept}。</translation>
    </message>
    <message>
        <source>{text} {uncertain} of them are unknown now, as news of them may be lost: nobody is sent to again by itself.</source>
        <translation>{text}其中 {uncertain} 个的最新结果可能已丢失，状态变为“未知”，不会自动重发。</translation>
    </message>
    <message>
        <source>Asking the service about unknown messages: {done} of {total}.</source>
        <translation>正在查询结果不明的短信：{done} / {total}。</translation>
    </message>
    <message>
        <source>Stop looking</source>
        <translation>停止查询</translation>
    </message>
    <message>
        <source>Stopped before {count} were looked for.</source>
        <translation>已停止，还有 {count} 条没有查询。</translation>
    </message>
    <message>
        <source>{count} found</source>
        <translation>{count} 已查到</translation>
    </message>
    <message>
        <source>{count} without a trace</source>
        <translation>{count} 查无记录</translation>
    </message>
    <message>
        <source>{count} unclear</source>
        <translation>{count} 无法判断</translation>
    </message>
    <message>
        <source>{count} without an answer</source>
        <translation>{count} 未获响应</translation>
    </message>
    <message>
        <source>Unknown messages: {parts}.</source>
        <translation>结果不明的短信：{parts}。</translation>
    </message>
    <message>
        <source>The service refuses the time of the question: {answer}. Set the clock and the time zone of this computer.</source>
        <translation>短信服务不接受查询时间：{answer}。请校准本机的时间和时区。</translation>
    </message>
    <message>
        <source>The service refuses to answer this account: {answer}. Test the account in the account settings; it needs the permission dysms:QuerySendDetails.</source>
        <translation>短信服务拒绝此账号查询：{answer}。请在账号设置中测试账号；它需要 dysms:QuerySendDetails 权限。</translation>
    </message>
    <message>
        <source>The service refused the question: {answer}.</source>
        <translation>短信服务拒绝了这次查询：{answer}。</translation>
    </message>
    <message>
        <source>The service takes no more questions for now: try later.</source>
        <translation>查询过于频繁：请稍等片刻再试。</translation>
    </message>
    <message>
        <source>The service gave no usable answer: check the network, and the endpoint and the proxy of the account.</source>
        <translation>没有得到有效的查询结果：请检查网络，以及账号的接入点和代理。</translation>
    </message>
    <message>
        <source>The receipts of the account “{label}” wait. {why} Once that is mended, they are asked for by themselves.</source>
        <translation>账号“{label}”的回执暂时无法查询。{why}解决之后会自动继续查询。</translation>
    </message>
    <message>
        <source>Some of them are of a run that went through several endpoints ({endpoints}): that one has no trace of them proves nothing.</source>
        <translation>其中一些所在的任务用过多个接入点（{endpoints}）：仅凭一个接入点查不到记录，不能断定没有发出。</translation>
    </message>
    <message>
        <source>Messages of earlier sessions that are unknown: {count}. The service may know what became of them.</source>
        <translation>之前有 {count} 条短信结果不明，可以向短信服务查询。</translation>
    </message>
    <message>
        <source>No message is unknown.</source>
        <translation>没有结果不明的短信。</translation>
    </message>
    <message>
        <source>{count} of them are old enough to be declared unsent, if you judge them so.</source>
        <translation>其中 {count} 条已过等待时间，可由您判断是否认定为未发出。</translation>
    </message>
    <message>
        <source>Declare unsent…</source>
        <translation>认定未发出…</translation>
    </message>
    <message>
        <source>Declare unsent?</source>
        <translation>认定未发出？</translation>
    </message>
    <message>
        <source>Messages without a usable answer: {count}. The service showed no trace of them when it was asked, at least {minutes} minutes after the call.

That they were not sent is your judgement, not a proof: the service promises no time within which its records are complete. If one was sent after all, its recipient gets it twice, and you pay twice.

They are only queued again; nothing is sent before you press Resume.</source>
        <translation>{count} 条短信没有得到有效响应，且在调用至少 {minutes} 分钟后查询，短信服务仍无记录。

“未发出”是人工判断，并非证明：短信服务不承诺记录在多长时间内完整。如果其中有短信实际已发出，收件人会收到两次，费用也会计两次。

认定后仅重新排队，点击“继续”之前不会发送。</translation>
    </message>
    <message>
        <source>Messages queued again: {count}. Press Resume to send them.</source>
        <translation>{count} 条短信已重新排队，点击“继续”即可发送。</translation>
    </message>
    <message>
        <source>Left out, as they are on the do-not-send list: {count}.</source>
        <translation>在黑名单中、不会发送：{count} 个。</translation>
    </message>
    <message>
        <source>Queue {count} again</source>
        <translation>重新排队 {count} 条</translation>
    </message>
    <message>
        <source>Send these one by one…</source>
        <translation>逐条重发…</translation>
    </message>
    <message>
        <source>{count} numbers were refused together with their whole call; only one of them may be the reason.</source>
        <translation>{count} 个号码随整批调用一起被拒绝，原因可能只在其中一个。</translation>
    </message>
    <message>
        <source>Send {count} again</source>
        <translation>重发 {count} 条</translation>
    </message>
    <message>
        <source>Excel workbook (*.xlsx)</source>
        <translation>Excel 工作簿 (*.xlsx)</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV 文件 (*.csv)</translation>
    </message>
    <message>
        <source>The history lies on a network drive ({kind}): {folder}. Such a drive may not really lock or save a file, so that messages could be sent twice or results be lost. Close the program, move the folder to a disk of this computer, and start it with --data-dir.</source>
        <translation>发送记录位于网络驱动器（{kind}）：{folder}。这类驱动器不一定真正锁定或保存文件，短信可能被重复发送，结果也可能丢失。请关闭本程序，把该文件夹移到本机磁盘上，再用 --data-dir 指定它启动。</translation>
    </message>
    <message>
        <source>The endpoint sends data before it is asked, which this service never does: check the endpoint and its port. Nothing was sent.</source>
        <translation>接入点在收到请求之前就先发来数据，短信服务不会这样：请检查接入点及其端口。短信没有发出。</translation>
    </message>
    <message>
        <source>The answer contradicts itself, or repeats an earlier one: something between here and the service may mix up or replay answers.</source>
        <translation>响应自相矛盾，或与先前的响应重复：网络中间可能有设备弄混或重放了响应。</translation>
    </message>
    <message>
        <source>More cells than the header has: a delimiter within a value moves the values behind it. Put quotes around that value.</source>
        <translation>这一行的单元格比表头多：某个值里含有分隔符，后面的值都错位了。请给该值加上引号，再重新导入。</translation>
    </message>
    <message>
        <source>It is sent to. The row has more cells than the header: please check it.</source>
        <translation>会照常发送。这一行的单元格比表头多，请核对。</translation>
    </message>
    <message>
        <source>“{name}” has damaged characters in it (�): mend them in the file, or choose the encoding it was saved in.</source>
        <translation>“{name}”里有损坏的字符（�）：请在文件中改正，或选择文件保存时所用的编码。</translation>
    </message>
    <message>
        <source>It is sent to. A value has a line break in it: please check it.</source>
        <translation>会照常发送。有一个值中间含有换行，请核对。</translation>
    </message>
    <message>
        <source>Searching the history…</source>
        <translation>正在查找发送记录…</translation>
    </message>
    <message>
        <source>Searching the history… {percent} %</source>
        <translation>正在查找发送记录… {percent}%</translation>
    </message>
    <message>
        <source>Not known, so nothing can be sent. {why} Go back, and try again after that.</source>
        <translation>无法得知，因此不能发送。{why}请返回，处理后重试。</translation>
    </message>
    <message>
        <source>No backup of the history could be made, as the disk has too little room or cannot be written: {folder}. Sending goes on as before. Make room, so that a damaged history can be rescued from its backup.</source>
        <translation>无法备份发送记录：磁盘空间不足或无法写入：{folder}。发送照常进行。请腾出空间，以便发送记录损坏时能从备份中恢复。</translation>
    </message>
    <message>
        <source>Found in the records of the service.</source>
        <translation>已在阿里云的发送记录中查到。</translation>
    </message>
    <message>
        <source>{text} (the service sent more than is kept)</source>
        <translation>{text}（短信服务返回的内容过长，此处仅保留一部分）</translation>
    </message>
    <message>
        <source>From accepted to the receipt</source>
        <translation>回执用时</translation>
    </message>
    <message>
        <source>It may have been sent by a later copy of this history.</source>
        <translation>可能已由这份历史记录的较新副本发送。</translation>
    </message>
    <message>
        <source>The history in the data directory is older than what this computer has sent from it: a backup was restored, or its last changes were lost. What was sent since is not in it.</source>
        <translation>数据目录中的历史记录比本机实际发送的进度要旧：可能恢复了备份，或最近的更改已丢失。此后发送的内容不在其中。</translation>
    </message>
    <message>
        <source>The history in the data directory was copied or moved here from another computer or directory, where it may have been used since.</source>
        <translation>数据目录中的历史记录是从另一台计算机或另一个目录复制或移动过来的，原处可能仍在继续使用。</translation>
    </message>
    <message>
        <source>Not inserted: the parameters would have {count} characters, and may have {most}. Insert the values of one message only.</source>
        <translation>未粘贴：粘贴后参数将有 {count} 个字符，最多 {most} 个。请只粘贴一条短信的变量值。</translation>
    </message>
    <message>
        <source>The parameters have {count} characters; at most {most} are read, as a message has no more than 500. Shorten the values.</source>
        <translation>参数共 {count} 个字符，最多 {most} 个：一条短信不超过 500 字。请缩短变量值。</translation>
    </message>
    <message>
        <source>{text} {restored} of them come from the backup of {time}: what became of them later is lost.</source>
        <translation>{text}其中 {restored} 个来自 {time} 的备份，此后的情况已经丢失。</translation>
    </message>
    <message>
        <source>If SMS Desk is started again, it cannot show this window or open a list in it: no local socket can be made ({reason}). Sending is not affected; open lists with Import… here.</source>
        <translation>再次启动短信台时，无法唤出本窗口，也无法在这里打开名单：不能建立本机套接字（{reason}）。发送不受影响；请在这里用“导入…”打开名单。</translation>
    </message>
    <message>
        <source>SMS Desk is already open with the data in {data_dir}, in another session of the same user of this computer: at the computer itself, or by remote desktop. Use it there, or close it there and start it here again.</source>
        <translation>短信台已在本机同一用户的另一个会话（本机登录或远程桌面）中打开，正在使用 {data_dir} 中的数据。请到那个会话中使用，或先在那里关闭，再在这里启动。</translation>
    </message>
    <message>
        <source>A negative number, likely a formula such as +86-138… that the spreadsheet evaluated: format the column as text and enter the numbers anew.</source>
        <translation>这是负数，多半是 +86-138… 被电子表格当作公式算出的结果：请将该列设为文本格式后重新录入号码。</translation>
    </message>
    <message>
        <source>Ends in zeros, as a spreadsheet&apos;s rounding leaves it: compare the original list.</source>
        <translation>末尾全是 0，像是被电子表格舍入过：请与原名单核对。</translation>
    </message>
    <message>
        <source>Perhaps no phone number: write a foreign one with + and its country code.</source>
        <translation>可能不是手机号码：境外号码请写成 + 加国家（地区）码。</translation>
    </message>
    <message>
        <source>Has a number in it, and other things beside it.</source>
        <translation>其中含有一个号码，但还夹有其他内容。</translation>
    </message>
    <message>
        <source>{count} taken by hand</source>
        <translation>手动采用 {count} 个</translation>
    </message>
    <message>
        <source>{number} ({region})</source>
        <translation>{number}（{region}）</translation>
    </message>
    <message>
        <source>Undo taking {count} rows</source>
        <translation>撤销采用的 {count} 行</translation>
    </message>
    <message>
        <source>Undone. Rows no longer taken: {count}.</source>
        <translation>已撤销。不再采用的行数：{count}。</translation>
    </message>
    <message>
        <source>Before this run went on, the service was asked: {found} of those still queued had been sent already, by a later copy of this history. They are accepted now and are not sent again.</source>
        <translation>继续发送前已向短信服务查询：仍在排队的短信中有 {found} 条已由这份历史记录的较新副本发送，现标为已受理，不再发送。</translation>
    </message>
    <message>
        <source>Before this run went on, the service was asked: of {count} of those still queued it leaves open whether they were sent already. They are unknown now and are not sent by themselves.</source>
        <translation>继续发送前已向短信服务查询：仍在排队的短信中有 {count} 条无法确定是否已发送，现标为未知，不会自动发送。</translation>
    </message>
    <message>
        <source>Hidden columns: {columns}, and {count} more.</source>
        <translation>隐藏的列：{columns}，另有 {count} 列。</translation>
    </message>
    <message>
        <source>Hidden columns: {columns}.</source>
        <translation>隐藏的列：{columns}。</translation>
    </message>
    <message>
        <source>Other columns with values like these: {count}.</source>
        <translation>另有 {count} 列存在类似情况。</translation>
    </message>
    <message>
        <source>{column} (hidden)</source>
        <translation>{column}（隐藏列）</translation>
    </message>
    <message>
        <source>{column}: cells with a display format that is not supported: {count}, first in row {line}. Their stored values are read: check them in the preview.</source>
        <translation>{column}：{count} 个单元格（首个在第 {line} 行）的显示格式不受支持，读取的是存储的值，请在预览中核对。</translation>
    </message>
    <message>
        <source>{column}: formulas without a stored result: {count}, first in row {line}. They are read as empty. Open and save the file in a spreadsheet program, then import it.</source>
        <translation>{column}：{count} 个公式（首个在第 {line} 行）没有保存计算结果，按空值读取。请用表格软件打开并保存后再导入。</translation>
    </message>
    <message>
        <source>{column}: formulas to be calculated anew: {count}, first in row {line}. Their stored results may be wrong. Open and save the file in a spreadsheet program, then import it.</source>
        <translation>{column}：{count} 个公式（首个在第 {line} 行）需要重新计算，文件中保存的结果可能不对。请用表格软件打开并保存后再导入。</translation>
    </message>
    <message>
        <source>{column}: cells formatted as a date or time that are none: {count}, first in row {line}. Their stored values are read.</source>
        <translation>{column}：{count} 个单元格（首个在第 {line} 行）设为日期或时间格式，但不是有效的日期或时间，读取的是存储的值。</translation>
    </message>
    <message>
        <source>It is sent to, for you took it.</source>
        <translation>已由您采用，会照常发送。</translation>
    </message>
    <message>
        <source>It is sent to, but see “{name}”: {reason}.</source>
        <translation>会发送，但请检查“{name}”：{reason}。</translation>
    </message>
    <message>
        <source>Take those that end in zeros: {count}</source>
        <translation>采用末尾为 0 的 {count} 行</translation>
    </message>
    <message>
        <source>Take those of a doubtful country or region: {count}</source>
        <translation>采用国家（地区）存疑的 {count} 行</translation>
    </message>
    <message>
        <source>Take those with other things beside the number: {count}</source>
        <translation>采用夹有其他内容的 {count} 行</translation>
    </message>
    <message>
        <source>The account “{label}” is saved.</source>
        <translation>账号“{label}”已保存。</translation>
    </message>
    <message>
        <source>Only the first {count} rows were copied: export them all instead.</source>
        <translation>只复制了前 {count} 行：如需全部，请导出。</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>停止并关闭</translation>
    </message>
    <message>
        <source>Held before anything is sent: the service must first be asked whether those next in the queue were sent already, and cannot be reached. It is asked by itself once the network is back; if this was stopped, press Resume. The rest is still queued.</source>
        <translation>发送前暂停：要先查询排在前面的号码是否已经发过，但现在连接不上短信服务。网络恢复后会自动查询；如果已经停止，请点击“继续”。其余号码仍在排队。</translation>
    </message>
    <message>
        <source>Held before anything is sent: the service must first be asked whether those next in the queue were sent already, and refused the account this question. Correct the account, or let it call QuerySendDetails, then press Resume. The rest is still queued.</source>
        <translation>发送前暂停：要先查询排在前面的号码是否已经发过，但短信服务不允许此账号查询。请修改账号，或为它授予 QuerySendDetails 权限，然后点击“继续”。其余号码仍在排队。</translation>
    </message>
    <message>
        <source>Held before anything is sent: the service gave no usable answer to whether those next in the queue were sent already. Press Resume to ask again. The rest is still queued.</source>
        <translation>发送前暂停：查询排在前面的号码是否已经发过，没有得到有效结果。请点击“继续”再查一次。其余号码仍在排队。</translation>
    </message>
    <message>
        <source>The history in the data directory lacks its last changes: an older copy was put in its place, or its log was damaged. What could be read of it is here: {runs} runs, {recipients} recipients. The file as it was is kept as {kept}.</source>
        <translation>数据目录中的历史缺少最后的改动：放回的是一份较旧的副本，或者它的日志已损坏。能读出的都已保留：{runs} 个任务，{recipients} 个收件人。原文件保存为 {kept}。</translation>
    </message>
    <message>
        <source>{count} of these recipients may have got exactly this message before</source>
        <translation>其中 {count} 个号码可能已收到过完全相同的短信</translation>
    </message>
    <message>
        <source>The last of them at {time}: same account, sign, template and parameters. Sending sends it again.</source>
        <translation>最近一次是 {time}，账号、签名、模板和变量值都相同。继续发送会让他们再收到一次。</translation>
    </message>
    <message>
        <source>Still queued for exactly this message in an unfinished run: {count} of these recipients</source>
        <translation>其中 {count} 个号码还在未完成的任务中排队等待发送同一条短信</translation>
    </message>
    <message>
        <source>Resuming that run sends it, too.</source>
        <translation>继续那个任务也会发给他们。</translation>
    </message>
    <message>
        <source>Send the same message again?</source>
        <translation>要重复发送同样的短信吗？</translation>
    </message>
    <message>
        <source>The run of {time} has {queued} recipients still queued. {count} of them may have got exactly this message since, from another run, the last of them at {last}: same account, sign, template and parameters. Going on sends it to them again.

To leave them out, go back and give up the rest of this run, or put their numbers on the do-not-send list.</source>
        <translation>{time} 的发送任务还有 {queued} 个号码在排队。其中 {count} 个此后可能已由另一个发送任务收到完全相同的短信（账号、签名、模板、变量值都相同），最近一次是 {last}。继续会再发给他们一次。

如果不想重复发送，请返回并取消该任务剩余的号码，或者把这些号码加入黑名单。</translation>
    </message>
    <message>
        <source>{count} of these may have got exactly this message since, from another run, the last of them at {last}: same account, sign, template and parameters. They would get it again.</source>
        <translation>其中 {count} 个此后可能已由另一个发送任务收到完全相同的短信（账号、签名、模板、参数都相同），最近一次是 {last}。重发会让他们再收到一次。</translation>
    </message>
    <message>
        <source>Nothing on this computer proves that the history in the data directory is the newest copy: an older version of SMS Desk used it last, or what proves it was deleted.</source>
        <translation>本机没有记录能证明数据目录中的历史是最新的一份：上次使用它的是旧版本的短信台，或者证明它的记录被删除了。</translation>
    </message>
    <message>
        <source>Phone lists ({kinds})</source>
        <translation>号码文件 ({kinds})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Characters of the row are damaged and cannot be read (�). It is sent to, unless the message uses them: please check it.</source>
        <translation>这一行有损坏的字符无法识别（�）。短信内容用不到它时会照常发送，请核对。</translation>
    </message>
    <message>
        <source>It cannot be told which rows of this file are hidden or filtered away, nor how values are displayed: all rows are read, with the stored values. Save the file as XLSX to have both right.</source>
        <translation>无法判断此文件中哪些行被隐藏或筛选掉，也无法得知数值的显示格式：所有行都会读取，并使用存储的原始值。如需两者都准确，请另存为 XLSX 再导入。</translation>
    </message>
    <message>
        <source>Test phones</source>
        <translation>测试手机</translation>
    </message>
    <message>
        <source>Undo replacing {count} recipients</source>
        <translation>撤销替换 {count} 个收件人</translation>
    </message>
    <message>
        <source>Nothing was imported from {file}. {what}</source>
        <translation>未从 {file} 导入任何内容。{what}</translation>
    </message>
    <message>
        <source>It is not there, or you may not read it: look for it, then try again.</source>
        <translation>文件不存在或没有读取权限，请检查后重试。</translation>
    </message>
    <message>
        <source>Another program has it open and lets no other one read it: close that program, or wait until it is done, then try again.</source>
        <translation>文件正被其他程序独占，无法读取：请关闭该程序，或等它用完后重试。</translation>
    </message>
    <message>
        <source>It is only in the cloud (OneDrive or another cloud drive) and could not be downloaded: see that this computer is online and the cloud drive is running, then try again.</source>
        <translation>文件仅存于网盘（如 OneDrive），未能下载到本机：请检查网络，并确认网盘程序正在运行，然后重试。</translation>
    </message>
    <message>
        <source>It is too large for a file of presets: choose the one that was exported.</source>
        <translation>文件过大，不是常用和测试手机的导出文件，请选择导出时保存的文件。</translation>
    </message>
    <message>
        <source>It is no UTF-8 text: save it as UTF-8, then try again.</source>
        <translation>文件不是 UTF-8 编码，请另存为 UTF-8 后重试。</translation>
    </message>
    <message>
        <source>It is no JSON from line {line}, column {column} on: mend it there, or export it again.</source>
        <translation>从第 {line} 行第 {column} 列起不是合法的 JSON，请改正该处，或重新导出。</translation>
    </message>
    <message>
        <source>It holds something else than presets: choose a file that was exported.</source>
        <translation>文件内容不是常用和测试手机，请选择导出时保存的文件。</translation>
    </message>
    <message>
        <source>It was made by a newer SMS Desk: install the newest one, then try again.</source>
        <translation>文件由较新版本的短信台导出，请安装最新版后重试。</translation>
    </message>
    <message>
        <source>There is neither a preset nor a test phone in it.</source>
        <translation>文件中没有常用，也没有测试手机。</translation>
    </message>
    <message>
        <source>{place}: a preset has at most {count} recipients; take some out.</source>
        <translation>{place}：一个常用最多 {count} 个收件人，请删去一些。</translation>
    </message>
    <message>
        <source>{place} is missing or empty: fill it in.</source>
        <translation>{place} 缺失或为空，请补上。</translation>
    </message>
    <message>
        <source>{place} holds another kind of value than it must: mend it.</source>
        <translation>{place} 的值类型不对，请改正。</translation>
    </message>
    <message>
        <source>{place} is too long: shorten it; names have at most {count} characters.</source>
        <translation>{place} 过长，请缩短；名称最多 {count} 个字符。</translation>
    </message>
    <message>
        <source>{place}: {problem}</source>
        <translation>{place}：{problem}</translation>
    </message>
    <message>
        <source>{place} has other characters than digits.</source>
        <translation>{place} 只能是数字。</translation>
    </message>
    <message>
        <source>{place} must be one-by-one or batched.</source>
        <translation>{place} 只能是 one-by-one 或 batched。</translation>
    </message>
    <message>
        <source>testPhones, entry {entry}</source>
        <translation>testPhones 第 {entry} 项</translation>
    </message>
    <message>
        <source>presets, entry {entry}</source>
        <translation>presets 第 {entry} 项</translation>
    </message>
    <message>
        <source>recipients, entry {entry}</source>
        <translation>recipients 第 {entry} 项</translation>
    </message>
    <message>
        <source>Run of {time} · {template}</source>
        <translation>任务 {time} · {template}</translation>
    </message>
    <message>
        <source>Queued for sending</source>
        <translation>加入发送任务</translation>
    </message>
    <message>
        <source>Submitted</source>
        <translation>已提交</translation>
    </message>
    <message>
        <source>The service has no record.</source>
        <translation>阿里云没有发送记录。</translation>
    </message>
    <message>
        <source>Looked for</source>
        <translation>查询结果</translation>
    </message>
    <message>
        <source>Declared unsent by you</source>
        <translation>人工认定未发出</translation>
    </message>
    <message>
        <source>Receipt: {state}</source>
        <translation>回执：{state}</translation>
    </message>
    <message>
        <source>No receipt within 72 hours</source>
        <translation>72 小时内无回执</translation>
    </message>
    <message>
        <source>asked for next at {time}</source>
        <translation>下次查询：{time}</translation>
    </message>
    <message>
        <source>Waiting for the receipt</source>
        <translation>等待回执</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Look in:</source>
        <translation>查找范围：</translation>
    </message>
    <message>
        <source>File name:</source>
        <translation>文件名：</translation>
    </message>
    <message>
        <source>File type:</source>
        <translation>文件类型：</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>更早</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>{count} {state}</source>
        <translation>{count} {state}</translation>
    </message>
    <message>
        <source>waiting for receipts</source>
        <translation>等待回执</translation>
    </message>
    <message>
        <source>took {time}</source>
        <translation>用时 {time}</translation>
    </message>
    <message>
        <source>slowest {time}</source>
        <translation>最慢 {time}</translation>
    </message>
    <message>
        <source>Preparing</source>
        <translation>准备中</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>发送中</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>{share} % delivered</source>
        <translation>{share} % 已送达</translation>
    </message>
    <message>
        <source>/ {total} submitted</source>
        <translation>/ {total} 已提交</translation>
    </message>
    <message>
        <source>{rate} a second</source>
        <translation>每秒 {rate} 条</translation>
    </message>
    <message>
        <source>about {time} left</source>
        <translation>还需约 {time}</translation>
    </message>
    <message>
        <source>Preparing…</source>
        <translation>正在准备…</translation>
    </message>
    <message>
        <source>Stopped: {count} are not sent yet, and can go on at any time</source>
        <translation>已停止：还有 {count} 条未发送，可随时继续</translation>
    </message>
    <message>
        <source>Cancel the remaining {count}</source>
        <translation>取消剩余 {count} 条</translation>
    </message>
    <message>
        <source>Resend {count} undelivered</source>
        <translation>重发 {count} 条未送达</translation>
    </message>
    <message>
        <source>Resend {count} rejected</source>
        <translation>重发 {count} 条被拒绝</translation>
    </message>
    <message>
        <source>Resend {count} failed</source>
        <translation>重发 {count} 条失败短信</translation>
    </message>
    <message>
        <source>No usable answer</source>
        <translation>提交后没有得到有效响应</translation>
    </message>
    <message>
        <source>&lt; 1 s</source>
        <translation>不到 1 秒</translation>
    </message>
    <message>
        <source>list each time</source>
        <translation>每次选名单</translation>
    </message>
    <message>
        <source>1 test phone</source>
        <translation>1 部测试手机</translation>
    </message>
    <message>
        <source>{count} test phones</source>
        <translation>{count} 部测试手机</translation>
    </message>
    <message>
        <source>1 number</source>
        <translation>1 个号码</translation>
    </message>
    <message>
        <source>{count} numbers</source>
        <translation>{count} 个号码</translation>
    </message>
    <message>
        <source>Last sent {when}: delivered</source>
        <translation>上次 {when}：已送达</translation>
    </message>
    <message>
        <source>Last sent {when}: {count} failed</source>
        <translation>上次 {when}：{count} 条失败</translation>
    </message>
    <message>
        <source>Last sent {when}: {count} unknown</source>
        <translation>上次 {when}：{count} 条结果不明</translation>
    </message>
    <message>
        <source>Last sent {when}: under way</source>
        <translation>上次 {when}：等待回执</translation>
    </message>
    <message>
        <source>Last sent {when}: cancelled</source>
        <translation>上次 {when}：已取消</translation>
    </message>
    <message>
        <source>{month}/{day}</source>
        <translation>{month}月{day}日</translation>
    </message>
    <message>
        <source>there are several numbers in it; one line for each phone.</source>
        <translation>这一行有多个号码，每行只写一部手机。</translation>
    </message>
    <message>
        <source>Line {line}: {problem}</source>
        <translation>第 {line} 行：{problem}</translation>
    </message>
    <message>
        <source>“{name}” is saved as a preset.</source>
        <translation>已存为常用“{name}”。</translation>
    </message>
    <message>
        <source>The preset “{name}” was deleted.</source>
        <translation>已删除常用“{name}”。</translation>
    </message>
    <message>
        <source>Test phones deleted: {count}.</source>
        <translation>已删除 {count} 部测试手机。</translation>
    </message>
    <message>
        <source>Test phones added: {count}.</source>
        <translation>已添加 {count} 部测试手机。</translation>
    </message>
    <message>
        <source>Saved already: {count}.</source>
        <translation>另有 {count} 部已存在。</translation>
    </message>
    <message>
        <source>Presets and test phones imported: {count}.</source>
        <translation>已导入 {count} 项常用和测试手机。</translation>
    </message>
    <message>
        <source>{renamed} got another name, as theirs was taken.</source>
        <translation>{renamed} 个因重名已改名。</translation>
    </message>
    <message>
        <source>{known} were there already.</source>
        <translation>{known} 项已存在，未重复导入。</translation>
    </message>
    <message>
        <source>{count} presets and test phones are in {file}. It holds their numbers in full: keep it safe.</source>
        <translation>已将 {count} 项常用和测试手机导出到 {file}。文件含完整号码，请妥善保管。</translation>
    </message>
    <message>
        <source>“{name}” replaced 1 recipient.</source>
        <translation>已换成“{name}”的收件人，替换了原有的 1 个。</translation>
    </message>
    <message>
        <source>“{name}” replaced {count} recipients.</source>
        <translation>已换成“{name}”的收件人，替换了原有的 {count} 个。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>{count} left out</source>
        <translation>{count} 未纳入</translation>
    </message>
    <message>
        <source>Undo adding {count} typed recipients</source>
        <translation>撤销添加 {count} 个收件人</translation>
    </message>
    <message>
        <source>Undo removing {count} typed recipients</source>
        <translation>撤销移除 {count} 个收件人</translation>
    </message>
    <message>
        <source>repeated</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>{recipient}, remove</source>
        <translation>{recipient}，移除</translation>
    </message>
    <message>
        <source>{recipient}: Delete removes it</source>
        <translation>{recipient}：按 Delete 移除</translation>
    </message>
    <message>
        <source>{recipient}, send to it</source>
        <translation>{recipient}，仍然发送</translation>
    </message>
    <message>
        <source>{why} Press to send to {number} nevertheless.</source>
        <translation>{why}点一下仍发到 {number}。</translation>
    </message>
    <message>
        <source>{recipient}, edit</source>
        <translation>{recipient}，修改</translation>
    </message>
    <message>
        <source>{why} Press to edit it.</source>
        <translation>{why}点一下修改。</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>未纳入</translation>
    </message>
    <message>
        <source>not a number</source>
        <translation>不是号码</translation>
    </message>
    <message>
        <source>negative</source>
        <translation>负数</translation>
    </message>
    <message>
        <source>rounded by a spreadsheet</source>
        <translation>被表格四舍五入</translation>
    </message>
    <message>
        <source>too few digits</source>
        <translation>位数不足</translation>
    </message>
    <message>
        <source>too many digits</source>
        <translation>位数过多</translation>
    </message>
    <message>
        <source>landline</source>
        <translation>固定电话</translation>
    </message>
    <message>
        <source>no mobile number</source>
        <translation>不是手机号</translation>
    </message>
    <message>
        <source>unknown country code</source>
        <translation>国家（地区）码不存在</translation>
    </message>
    <message>
        <source>two readings</source>
        <translation>有两种读法</translation>
    </message>
    <message>
        <source>ends in zeros: please check</source>
        <translation>末尾都是 0，请核对</translation>
    </message>
    <message>
        <source>perhaps no phone number</source>
        <translation>可能不是手机号</translation>
    </message>
    <message>
        <source>other things beside it</source>
        <translation>夹有其他内容</translation>
    </message>
    <message>
        <source>Stopped by you: press Resume to go on.</source>
        <translation>已停止，可随时点击“继续”接着发送。</translation>
    </message>
    <message>
        <source>Stopped, because the service refused the account: correct it in the account settings, then press Resume. The rest is still queued.</source>
        <translation>已停止：短信服务拒绝了账号。请在账号设置中修改，然后点击“继续”。其余号码仍在排队。</translation>
    </message>
    <message>
        <source>Stopped, because many calls in a row had no usable answer: check the network and the unknown ones in the history before you press Resume. The rest is still queued.</source>
        <translation>已停止：连续多次调用没有得到有效响应。请先检查网络，并在“历史”中查询不明结果，再点击“继续”。其余号码仍在排队。</translation>
    </message>
    <message>
        <source>Stopped, because of an error of SMS Desk itself: see the log, then press Resume. The rest is still queued.</source>
        <translation>已停止：短信台自身出错。请查看日志，再点击“继续”。其余号码仍在排队。</translation>
    </message>
    <message>
        <source>Send the failed ones again?</source>
        <translation>重发失败的短信？</translation>
    </message>
    <message>
        <source>Messages that the service refused: {count}. It took none, so none can arrive twice. What was refused for its sign, template or parameters will be refused again: mend that first.</source>
        <translation>被短信服务拒绝的短信：{count} 条。服务没有受理，不会重复收到。因签名、模板或参数被拒绝的，重发仍会被拒绝，请先改正。</translation>
    </message>
    <message>
        <source>Messages that their receipts call undelivered: {count}. Each is billed again, and fails again unless what kept it from arriving is mended.</source>
        <translation>回执为未送达的短信：{count} 条。重发会再次计费；未送达的原因没有消除，仍会失败。</translation>
    </message>
    <message>
        <source>They are sent again one by one, with the same sign, template and parameters, as a run of their own; the old rows stay.</source>
        <translation>这些短信会用相同的签名、模板和参数逐条重发，作为一个新任务；原来的记录保留。</translation>
    </message>
    <message>
        <source>Selected messages of other runs: {count}. They are not part of this one: once it has been sent, press the button again for the next run.</source>
        <translation>选中的短信中还有 {count} 条属于其他任务，不在这次之内：这次发完后再点一次按钮，接着重发下一个任务的。</translation>
    </message>
    <message>
        <source>None of the selected rows can be sent again here: only messages that were rejected or not delivered can. Select one of them.</source>
        <translation>所选记录都不能在这里重发：只有被拒绝和未送达的短信可以重发，请先选中这样的记录。</translation>
    </message>
    <message>
        <source>Nothing in this run may be sent again: only messages that were rejected or not delivered may, and each only once. Runs of a history that was damaged cannot be sent again here, as that may have been done already.</source>
        <translation>此任务没有可以重发的短信：只有被拒绝和未送达的短信可以重发，且每条只能重发一次。发送记录损坏之前的任务不能在此重发，因为可能已经重发过。</translation>
    </message>
    <message>
        <source>Resume: send {count} more</source>
        <translation>继续发送 {count} 条</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Built in · nothing leaves this computer</source>
        <translation>内置 · 不会真正发出</translation>
    </message>
    <message>
        <source>{key} · production</source>
        <translation>{key} · 生产</translation>
    </message>
    <message>
        <source>nothing leaves this computer</source>
        <translation>不会真正发出</translation>
    </message>
    <message>
        <source>real messages, at a cost</source>
        <translation>真实下发并计费</translation>
    </message>
    <message>
        <source>A run of this account is under way: stop it, then remove the account.</source>
        <translation>此账号有发送任务正在进行：请先停止任务，再删除账号。</translation>
    </message>
    <message>
        <source>Changed since the last test: test again.</source>
        <translation>已修改，请重新测试。</translation>
    </message>
    <message>
        <source>none that can be used: secrets are kept until the program ends</source>
        <translation>没有可用的密钥环：AccessKey Secret 仅保留到程序退出</translation>
    </message>
    <message>
        <source>SMS Desk is free software under the MIT licence. It uses Qt and PySide (LGPL 3), the Alibaba Cloud SDK (Apache 2.0) and other free libraries, whose licences come with the packages in THIRD-PARTY-LICENSES. It uploads nothing: it calls the endpoint of the account alone.</source>
        <translation>短信台是自由软件，采用 MIT 许可证；使用 Qt 与 PySide（LGPL 3）、阿里云 SDK（Apache 2.0）及其他自由软件库，各项许可证见安装包附带的 THIRD-PARTY-LICENSES。程序不上传任何数据，只访问账号的接入点。</translation>
    </message>
    <message>
        <source>The first start makes the data directory, and every later one uses it. A newer version brings it up to date and keeps the former ledger beside it; an older version refuses the data of a newer one and leaves them as they are.</source>
        <translation>数据目录在首次启动时建立，以后每次启动都使用它。新版本会把数据更新到位，并把原来的账本另存在旁边；旧版本会拒绝新版本的数据，原样不动。</translation>
    </message>
    <message>
        <source>Removing the program ({removal}) leaves the data directory, the witness of the ledger in {witnesses}, and the secrets in the keyring. To leave nothing behind, remove the accounts here first, then the program and both folders.</source>
        <translation>卸载程序（{removal}）会保留数据目录、{witnesses} 里账本的见证文件，以及密钥环里的密钥。要彻底清除，请先在这里删除账号，再卸载程序，并删除这两个目录。</translation>
    </message>
    <message>
        <source>in the list of installed apps, without “Remove my data, too”</source>
        <translation>在“已安装的应用”里，不勾选“同时删除我的数据”</translation>
    </message>
    <message>
        <source>by moving it to the bin</source>
        <translation>移到废纸篓</translation>
    </message>
    <message>
        <source>with the package manager, or by deleting its folder</source>
        <translation>用包管理器，或删除程序目录</translation>
    </message>
    <message>
        <source>Nothing was logged yet.</source>
        <translation>还没有日志。</translation>
    </message>
    <message>
        <source>{key} · asks before switching</source>
        <translation>{key} · 切换前会问</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Import 1 recipient</source>
        <translation>导入 1 个收件人</translation>
    </message>
    <message>
        <source>Import {count} recipients</source>
        <translation>导入 {count} 个收件人</translation>
    </message>
    <message>
        <source>1 row of data</source>
        <translation>1 行数据</translation>
    </message>
    <message>
        <source>{count} rows of data</source>
        <translation>{count} 行数据</translation>
    </message>
    <message>
        <source>{rows} · no header</source>
        <translation>{rows} · 没有表头</translation>
    </message>
    <message>
        <source>{rows} · the header is row {row}</source>
        <translation>{rows} · 第 {row} 行是表头</translation>
    </message>
    <message>
        <source>“{name}” has damaged characters in it.</source>
        <translation>“{name}”中有损坏的字符。</translation>
    </message>
    <message>
        <source>Within quotes that are never closed.</source>
        <translation>在未闭合的引号里。</translation>
    </message>
    <message>
        <source>More cells than the header has.</source>
        <translation>单元格比表头多。</translation>
    </message>
    <message>
        <source>by its header</source>
        <translation>由表头认出</translation>
    </message>
    <message>
        <source>by what is in it</source>
        <translation>由内容认出</translation>
    </message>
    <message>
        <source>please check</source>
        <translation>请核对</translation>
    </message>
    <message>
        <source>Rows hidden or filtered away in the table: {count}</source>
        <translation>表格中另有 {count} 行被隐藏或筛选掉了</translation>
    </message>
    <message>
        <source>Fill in: {names}</source>
        <translation>请填写：{names}</translation>
    </message>
    <message>
        <source>Still missing: {names}</source>
        <translation>还差：{names}</translation>
    </message>
    <message>
        <source>template</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>sign</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>AccessKey secret</source>
        <translation>AccessKey Secret</translation>
    </message>
    <message>
        <source>recipients</source>
        <translation>收件人</translation>
    </message>
    <message>
        <source>Sandbox: sent at once, free of charge</source>
        <translation>沙箱：直接发送，不计费</translation>
    </message>
    <message>
        <source>Sandbox: free of charge; confirmed before it is sent</source>
        <translation>沙箱：不计费，发送前会确认</translation>
    </message>
    <message>
        <source>Production: really sent and billed; confirmed before that</source>
        <translation>生产账号：真实下发并计费，发送前会确认</translation>
    </message>
    <message>
        <source>Really sent and billed; confirmed before that</source>
        <translation>真实下发并计费，发送前会确认</translation>
    </message>
    <message>
        <source>{count} on the do-not-send list</source>
        <translation>{count} 个在黑名单中</translation>
    </message>
    <message>
        <source>Test numbers of the sandbox are not sent to with this account, remove them: {numbers}</source>
        <translation>沙箱的测试号码不能用这个账号发送，请移除：{numbers}</translation>
    </message>
    <message>
        <source>Verification code: {least} to {most} letters or digits</source>
        <translation>验证码：{least}–{most} 位字母或数字</translation>
    </message>
    <message>
        <source>At most {most} characters</source>
        <translation>最多 {most} 个字</translation>
    </message>
    <message>
        <source>{rule}; the service refuses any other</source>
        <translation>{rule}，否则会被短信服务拒绝</translation>
    </message>
    <message>
        <source>Not filled in yet; needed to send</source>
        <translation>还没有填，填好才能发送</translation>
    </message>
    <message>
        <source>e.g. {value}</source>
        <translation>例：{value}</translation>
    </message>
    <message>
        <source>{reason}: {count} of the recipients</source>
        <translation>{reason}：{count} 个收件人</translation>
    </message>
    <message>
        <source>The service refuses {character} and the like in a variable</source>
        <translation>短信服务不接受变量中的“{character}”等字符</translation>
    </message>
    <message>
        <source>Ms Wang</source>
        <translation>王女士</translation>
    </message>
    <message>
        <source>30 November</source>
        <translation>11月30日</translation>
    </message>
    <message>
        <source>12 Main Street</source>
        <translation>文三路 199 号</translation>
    </message>
    <message>
        <source>Verification code</source>
        <translation>验证码</translation>
    </message>
    <message>
        <source>Notification</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>Promotion</source>
        <translation>推广</translation>
    </message>
    <message>
        <source>International</source>
        <translation>国际</translation>
    </message>
    <message>
        <source>Digital</source>
        <translation>数字短信</translation>
    </message>
    <message>
        <source>approved</source>
        <translation>已通过</translation>
    </message>
    <message>
        <source>in review</source>
        <translation>审核中</translation>
    </message>
    <message>
        <source>not approved</source>
        <translation>未通过</translation>
    </message>
    <message>
        <source>review cancelled</source>
        <translation>已取消审核</translation>
    </message>
    <message>
        <source>In review: can be used once it is approved</source>
        <translation>审核中，通过后才能使用</translation>
    </message>
    <message>
        <source>Not approved: see the reason in the console</source>
        <translation>未通过审核，原因见控制台</translation>
    </message>
    <message>
        <source>The review was cancelled</source>
        <translation>已取消审核</translation>
    </message>
    <message>
        <source>Not approved</source>
        <translation>未通过审核</translation>
    </message>
    <message>
        <source>fetched just now</source>
        <translation>刚刚获取</translation>
    </message>
    <message>
        <source>fetched {count} min ago</source>
        <translation>{count} 分钟前获取</translation>
    </message>
    <message>
        <source>fetched {count} h ago</source>
        <translation>{count} 小时前获取</translation>
    </message>
    <message>
        <source>fetched {count} d ago</source>
        <translation>{count} 天前获取</translation>
    </message>
    <message>
        <source>{templates} templates and {signs} signs of the sandbox</source>
        <translation>沙箱自带 {templates} 个可用模板、{signs} 个可用签名</translation>
    </message>
    <message>
        <source>{templates} templates and {signs} signs to use</source>
        <translation>{templates} 个可用模板、{signs} 个可用签名</translation>
    </message>
    <message>
        <source>Can be used: {count}</source>
        <translation>可用 {count}</translation>
    </message>
    <message>
        <source>Used lately</source>
        <translation>最近用过</translation>
    </message>
    <message>
        <source>Cannot be used: {count}</source>
        <translation>不可用 {count}</translation>
    </message>
    <message>
        <source>Not among the signs of this account</source>
        <translation>不在这个账号的签名中</translation>
    </message>
    <message>
        <source>Not among the templates of this account</source>
        <translation>不在这个账号的模板中</translation>
    </message>
    <message>
        <source>Work is under way: the language changes when the program starts next.</source>
        <translation>正在处理任务：语言将在下次启动时切换。</translation>
    </message>
    <message>
        <source>Recipients that did not go along: {count}.</source>
        <translation>已移出 {count} 个收件人。</translation>
    </message>
    <message>
        <source>list</source>
        <translation>选名单</translation>
    </message>
    <message>
        <source>1 phone</source>
        <translation>1 部手机</translation>
    </message>
    <message>
        <source>{count} phones</source>
        <translation>{count} 部手机</translation>
    </message>
    <message>
        <source>Production: real messages, at a cost</source>
        <translation>生产账号：真实下发并计费</translation>
    </message>
    <message>
        <source>Messages are real and cost money</source>
        <translation>真实下发并计费</translation>
    </message>
    <message>
        <source>{count} without a value in the column “{name}”</source>
        <translation>{count} 个缺少“{name}”的值</translation>
    </message>
    <message>
        <source>{count} invalid</source>
        <translation>{count} 个无效</translation>
    </message>
    <message>
        <source>1 row is not sent to</source>
        <translation>1 个号码不发送</translation>
    </message>
    <message>
        <source>{count} rows are not sent to</source>
        <translation>{count} 个号码不发送</translation>
    </message>
    <message>
        <source>Messages that the service is likely to refuse: {count}</source>
        <translation>短信服务可能拒绝 {count} 条短信</translation>
    </message>
    <message>
        <source>A run of this sign and template is unfinished</source>
        <translation>这个签名和模板还有未完成的任务</translation>
    </message>
    <message>
        <source>Of {time}: {queued} of {total} are still queued. Resume goes on with it; what is sent now is sent besides.</source>
        <translation>{time} 的任务：{total} 条中还有 {queued} 条排队中。点“继续”会接着发那些；现在发送的是另外一批。</translation>
    </message>
    <message>
        <source>Type the count {count} to send</source>
        <translation>输入条数 {count} 才能发送</translation>
    </message>
    <message>
        <source>Not {count}: type that number</source>
        <translation>不是 {count}，请重新输入</translation>
    </message>
    <message>
        <source>Ctrl+Enter sends</source>
        <translation>按 Ctrl+Enter 发送</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Phone in order</source>
        <translation>正常手机</translation>
    </message>
    <message>
        <source>Phone off</source>
        <translation>关机手机</translation>
    </message>
    <message>
        <source>No such phone</source>
        <translation>空号手机</translation>
    </message>
    <message>
        <source>Slow phone</source>
        <translation>慢回执手机</translation>
    </message>
    <message>
        <source>{file} cannot have this name on Windows: {path}.</source>
        <translation>{file}在 Windows 上不能使用这个名称：{path}。</translation>
    </message>
    <message>
        <source>Choose another name, then try again.</source>
        <translation>请换一个名称再试。</translation>
    </message>
    <message>
        <source>The account “{label}” is saved, but its secret is kept only until the program quits.</source>
        <translation>账号“{label}”已保存，但 AccessKey Secret 仅保留到程序退出。</translation>
    </message>
    <message>
        <source>Some of them were sent through {endpoint}, which is not the endpoint of their account any more: that there is no trace of them proves nothing. To look them up, set it in the account settings.</source>
        <translation>其中一些是通过 {endpoint} 发送的，而账号现在用的是别的接入点：查不到记录不能断定没有发出。要查询它们，请在账号设置中改回该接入点。</translation>
    </message>
    <message>
        <source>Look up unknown results</source>
        <translation>查询不明结果</translation>
    </message>
    <message>
        <source>{why} {count} messages that were still queued in it may have been sent already by a later copy: they are unknown now and are not sent by themselves. Look them up with the service.</source>
        <translation>{why}其中仍在排队的 {count} 条短信可能已由较新的副本发送：现标为未知，不会自动发送，请向短信服务核实。</translation>
    </message>
    <message>
        <source>no receipt within 72 hours</source>
        <translation>72 小时内没有回执</translation>
    </message>
    <message>
        <source>it may have been sent: look it up before sending again</source>
        <translation>可能已经发出：先查询不明结果，不要直接重发</translation>
    </message>
    <message>
        <source>At most {count} a minute to one number</source>
        <translation>发送过于频繁：同一号码每分钟最多 {count} 条</translation>
    </message>
    <message>
        <source>At most {count} an hour to one number</source>
        <translation>发送过于频繁：同一号码每小时最多 {count} 条</translation>
    </message>
    <message>
        <source>At most {count} in 24 hours to one number</source>
        <translation>发送过于频繁：同一号码 24 小时内最多 {count} 条</translation>
    </message>
    <message>
        <source>This number has got its {count} codes of 24 hours, from all senders</source>
        <translation>该号码 24 小时内收到的验证码已达 {count} 条（含其他发送方）</translation>
    </message>
    <message>
        <source>Too often within a minute to one number</source>
        <translation>发送过于频繁：触发同一号码的分钟级流控</translation>
    </message>
    <message>
        <source>Too often within an hour to one number</source>
        <translation>发送过于频繁：触发同一号码的小时级流控</translation>
    </message>
    <message>
        <source>Too often within 24 hours to one number</source>
        <translation>发送过于频繁：触发同一号码的天级流控</translation>
    </message>
    <message>
        <source>This number has got all its codes of 24 hours</source>
        <translation>该号码 24 小时内收到的验证码已达上限</translation>
    </message>
    <message>
        <source>Send again in a minute, or raise the limit per minute in the console</source>
        <translation>1 分钟后再发，或在控制台调高分钟级限额</translation>
    </message>
    <message>
        <source>Send again after the full hour, or raise the limit per hour in the console</source>
        <translation>过了整点再发，或在控制台调高小时级限额</translation>
    </message>
    <message>
        <source>Send again after 24 hours, or raise the limit per day in the console</source>
        <translation>24 小时后再发，或在控制台调高天级限额</translation>
    </message>
    <message>
        <source>Send again after 24 hours; no setting raises this limit</source>
        <translation>24 小时后再发；这个限额无法调高</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>最近 7 天</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>最近 30 天</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} 至 {last}</translation>
    </message>
    <message>
        <source>{count} without a value for {names}</source>
        <translation>{count} 个缺少“{names}”的值</translation>
    </message>
    <message>
        <source>no {names}</source>
        <translation>缺 {names}</translation>
    </message>
    <message>
        <source>{recipient}, not sent to, remove</source>
        <translation>{recipient}，不会发送，移除</translation>
    </message>
    <message>
        <source>{recipient}: not sent to, as it has no value for {names}. Delete removes it</source>
        <translation>{recipient}：没有 {names} 的值，不会发送。按 Delete 移除</translation>
    </message>
    <message>
        <source>[no {column}]</source>
        <translation>［缺 {column}］</translation>
    </message>
    <message>
        <source>A value of each recipient&apos;s own, from the column {name}</source>
        <translation>每个收件人各取自己的值，来自“{name}”列</translation>
    </message>
    <message>
        <source>Take {variable} from a column of the list</source>
        <translation>{variable} 取自名单的列</translation>
    </message>
    <message>
        <source>The same value for all</source>
        <translation>所有收件人用同一个值</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>常用</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Send the message</source>
        <translation>发送短信</translation>
    </message>
    <message>
        <source>Send the newest run again</source>
        <translation>再发一次最近的任务</translation>
    </message>
    <message>
        <source>Pause sending</source>
        <translation>暂停发送</translation>
    </message>
    <message>
        <source>Go on sending</source>
        <translation>继续发送</translation>
    </message>
    <message>
        <source>Stop sending</source>
        <translation>停止发送</translation>
    </message>
    <message>
        <source>Save the form as a preset</source>
        <translation>存为常用</translation>
    </message>
    <message>
        <source>Import a phone list</source>
        <translation>导入名单</translation>
    </message>
    <message>
        <source>Take all recipients out</source>
        <translation>清空收件人</translation>
    </message>
    <message>
        <source>Add test phones</source>
        <translation>添加测试手机</translation>
    </message>
    <message>
        <source>Fetch signs and templates</source>
        <translation>刷新签名和模板</translation>
    </message>
    <message>
        <source>Export the history</source>
        <translation>导出历史</translation>
    </message>
    <message>
        <source>Hide or show numbers</source>
        <translation>隐藏或显示号码</translation>
    </message>
    <message>
        <source>Account settings</source>
        <translation>账号设置</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Open the manual</source>
        <translation>打开使用手册</translation>
    </message>
    <message>
        <source>Go to Send</source>
        <translation>转到“发送”</translation>
    </message>
    <message>
        <source>Go to History</source>
        <translation>转到“历史”</translation>
    </message>
    <message>
        <source>Search the history for “{text}”</source>
        <translation>在历史中搜索“{text}”</translation>
    </message>
    <message>
        <source>load</source>
        <translation>载入</translation>
    </message>
    <message>
        <source>use</source>
        <translation>选用</translation>
    </message>
    <message>
        <source>add as a recipient</source>
        <translation>加为收件人</translation>
    </message>
    <message>
        <source>show in History</source>
        <translation>在历史中查看</translation>
    </message>
    <message>
        <source>The recipients did not go along.</source>
        <translation>收件人没有带过去。</translation>
    </message>
    <message>
        <source>Take them along</source>
        <translation>一并带过去</translation>
    </message>
    <message>
        <source>The service asks for fewer calls: {answer}. Nothing was sent; wait a moment, or lower the rate in the settings.</source>
        <translation>发送过于频繁：{answer}。短信没有发出，请稍等片刻再试，或在设置中降低速度。</translation>
    </message>
    <message>
        <source>Stopped, because the service takes no more for now: press Resume later, or lower the rate in the settings. The rest is still queued.</source>
        <translation>已停止：发送过于频繁。请稍等片刻再点击“继续”，或在设置中降低速度。其余号码仍在排队。</translation>
    </message>
    <message>
        <source>The service took it; no receipt came within 72 hours. It is asked for once more.</source>
        <translation>短信服务已受理，但 72 小时内没有收到回执，还会再查询一次。</translation>
    </message>
    <message>
        <source>No list has the column “{name}”</source>
        <translation>名单中没有“{name}”这一列</translation>
    </message>
    <message>
        <source>Those without a trace stay unknown, as the service may list them late. {minutes} minutes after the call you may declare them unsent. If SMS Desk was restarted since, keep it open for {minutes} minutes first, or wait until {later} minutes after the call.</source>
        <translation>查不到记录的仍为未知，因为短信服务的记录可能晚到。调用满 {minutes} 分钟后，可由您认定为未发出。其间重启过程序的，请先让程序运行满 {minutes} 分钟，或等到调用满 {later} 分钟。</translation>
    </message>
    <message>
        <source>Messages that their receipts call undelivered: {count}. Each fails again unless what kept it from arriving is mended; the sandbox bills nothing.</source>
        <translation>回执为未送达的短信：{count} 条。未送达的原因没有消除，重发仍会失败；沙箱不计费。</translation>
    </message>
    <message>
        <source>None of these recipients was sent exactly this message before.</source>
        <translation>这些号码都没有收到过完全相同的短信。</translation>
    </message>
    <message>
        <source>JSON that is right</source>
        <translation>正确的 JSON</translation>
    </message>
    <message>
        <source>The fields come back once the JSON is right.</source>
        <translation>改正 JSON 后，才能回到逐项填写。</translation>
    </message>
    <message>
        <source>The text of this template was not fetched: no preview.</source>
        <translation>没有取到此模板的内容，无法预览。</translation>
    </message>
    <message>
        <source>The message appears here once a sign is chosen.</source>
        <translation>选好签名后，短信的样子会出现在这里。</translation>
    </message>
    <message>
        <source>The message appears here once a template is chosen; each variable has a field.</source>
        <translation>选好模板后，短信的样子会出现在这里，变量各有一个输入框。</translation>
    </message>
    <message>
        <source>Length and count of SMS not known</source>
        <translation>字数和条数未知</translation>
    </message>
    <message>
        <source>Variables missing: {count}; length unknown</source>
        <translation>缺 {count} 个变量，字数待定</translation>
    </message>
    <message>
        <source>Messages are being sent: stop and close?</source>
        <translation>还在发送，停止并关闭吗？</translation>
    </message>
    <message>
        <source>The window closes once the calls under way have their answers.</source>
        <translation>进行中的调用得到应答后，窗口关闭。</translation>
    </message>
    <message>
        <source>Messages are being sent: the calls under way need seconds for their answers.</source>
        <translation>正在发送短信：进行中的调用还需几秒得到应答。</translation>
    </message>
    <message>
        <source>The service refuses {character} in a variable</source>
        <translation>短信服务不接受变量中的“{character}”</translation>
    </message>
    <message>
        <source>The service refuses web addresses in a variable</source>
        <translation>短信服务不接受变量中的网址</translation>
    </message>
    <message>
        <source>Closing the window asks first.</source>
        <translation>关闭窗口时会先询问。</translation>
    </message>
    <message>
        <source>“Stop and close” keeps what is not submitted: it can go on after the next start.</source>
        <translation>“停止并关闭”会保留未提交的号码，下次启动后可继续。</translation>
    </message>
    <message>
        <source>settings preferences options theme appearance dark light night language text size font masking speed backup data directory keyring about version</source>
        <comment>synonyms, separated by blanks</comment>
        <translation>设置 选项 偏好 主题 外观 皮肤 深色 浅色 暗色 黑色 夜间 模式 语言 中文 英文 字号 字体 大小 隐藏号码 速度 并发 备份 数据目录 钥匙串 关于 版本 settings preferences options theme appearance dark light night language text size font masking speed backup data directory keyring about version</translation>
    </message>
    <message>
        <source>accesskey secret key test connection sandbox production</source>
        <comment>synonyms, separated by blanks</comment>
        <translation>密钥 账号 测试 连接 沙箱 正式 添加账号 accesskey secret key test connection sandbox production</translation>
    </message>
    <message>
        <source>excel csv xlsx file phone book contacts</source>
        <comment>synonyms, separated by blanks</comment>
        <translation>表格 文件 通讯录 名单 号码 导入 excel csv xlsx file phone book contacts</translation>
    </message>
    <message>
        <source>records receipts results log</source>
        <comment>synonyms, separated by blanks</comment>
        <translation>记录 回执 结果 日志 已发送 records receipts results log</translation>
    </message>
    <message>
        <source>save excel csv xlsx file</source>
        <comment>synonyms, separated by blanks</comment>
        <translation>保存 表格 文件 导出 下载 save excel csv xlsx file</translation>
    </message>
    <message>
        <source>mask privacy stars</source>
        <comment>synonyms, separated by blanks</comment>
        <translation>隐私 打码 脱敏 遮挡 星号 mask privacy stars</translation>
    </message>
    <message>
        <source>favourite bookmark keep</source>
        <comment>synonyms, separated by blanks</comment>
        <translation>收藏 常用 保存 favourite bookmark keep</translation>
    </message>
    <message>
        <source>help guide how to shortcuts keys error codes</source>
        <comment>synonyms, separated by blanks</comment>
        <translation>帮助 说明书 教程 快捷键 错误码 使用方法 help guide how to shortcuts keys error codes</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>{file} is only read, as there is no permission to write to {path}.</source>
        <translation>{file}只能查看，因为没有写入权限：{path}。</translation>
    </message>
    <message>
        <source>Let your user account write there, then start SMS Desk again.</source>
        <translation>请让当前用户能写入该目录，再重新打开短信台。</translation>
    </message>
    <message>
        <source>Read-only: nothing can be sent until SMS Desk is started anew; the reason stands at the top of the window.</source>
        <translation>只读：重新打开短信台之前不能发送，原因见窗口上方。</translation>
    </message>
    <message>
        <source>Read-only: there is no permission to write to the data directory {path}. Nothing can be sent or changed. Let your user account write to it, or start SMS Desk with another one (--data-dir); then start it again.</source>
        <translation>只读：数据目录没有写入权限：{path}。不能发送，也不能更改任何内容。请让当前用户能写入该目录，再重新打开短信台；或用 --data-dir 换一个目录打开。</translation>
    </message>
    <message>
        <source>Those you declared unsent are queued again: press Resume to send to them.</source>
        <translation>您认定为未发出的号码已重新排队：点击“继续”即可向其发送。</translation>
    </message>
</context>
</TS>
