; The installer for Windows. tests/packaging/windows.py defines:
;   VERSION, NUMBERS (1.2.3.0), PROGRAM (folder of the program), OUTPUT, ICON, PANEL (a picture), KILOBYTES,
;   and SIGN, a command that signs the uninstaller, if there is a certificate.
; `Target amd64-unicode` needs the NSIS of Debian: the official one has no stubs for it.
;
; Silent: /S, with /ALLUSERS for all users (as administrator) or /CURRENTUSER beside an installation
; for all, /D=FOLDER last; the uninstaller takes /S and /DATA, which removes the data of who runs it
; as well. Exit status: 0; 1 given up by the user; 2 not possible; 3 the program is running, or its
; files are in use. That of the uninstaller is only known if it is given _?=FOLDER, as the last one:
; else it copies itself, starts the copy and ends. Nothing is ever ended by force. replace.nsh has how
; a version is replaced, remove.nsh the uninstaller, words.nsh what both say.

Unicode true
Target amd64-unicode
ManifestDPIAware true
RequestExecutionLevel user
SetCompressor /SOLID lzma
SetDateSave off

!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include nsDialogs.nsh
!include x64.nsh

!define NAME "SMS Desk"
!define EXE "sms-desk.exe"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\sms-desk"
!define APPLICATION_KEY "Software\Classes\Applications\${EXE}"

Name "$(Shortcut)"
OutFile "${OUTPUT}"
BrandingText "${NAME} ${VERSION}"
; For its last part alone, which is appended to a folder that is chosen: .onInit has the folders.
InstallDir "$WINDIR\${NAME}"
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${NUMBERS}"
VIFileVersion "${NUMBERS}"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "FileDescription" "${NAME} setup"
VIAddVersionKey "CompanyName" "SMS Desk developers"
VIAddVersionKey "LegalCopyright" "MIT"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"

Var ForAll
Var Given ; the folder of /D=, or empty
Var ThereForAll ; where it is installed for all users, or empty
Var ThereForMe
Var Stage ; where the new files are written
Var Former ; the folder in _old of the version that is replaced
Var RadioAll
Var RemoveData
Var CheckData

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${PANEL}"
; Of a fixed width, whatever the font: the text begins at a place of its own beside it.
!define MUI_WELCOMEFINISHPAGE_BITMAP_STRETCH FitControl
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_FUNCTION Launch

!insertmacro MUI_PAGE_WELCOME
Page custom AskUsers LeaveUsers
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH

!insertmacro MUI_UNPAGE_CONFIRM
UninstPage custom un.AskData un.LeaveData
!insertmacro MUI_UNPAGE_INSTFILES

!include words.nsh
!include replace.nsh

!ifdef SIGN
  !uninstfinalize '${SIGN} "%1"' = 0
!endif

; ---- for whom -------------------------------------------------------------------------------

!macro USE_CONTEXT
  ${If} $ForAll == 1
    SetShellVarContext all
  ${Else}
    SetShellVarContext current
  ${EndIf}
!macroend

Function .onInit
  SetRegView 64
  ${IfNot} ${RunningX64}
    Goto old
  ${EndIf}
  ReadRegStr $0 HKLM "SOFTWARE\Microsoft\Windows NT\CurrentVersion" "CurrentBuildNumber"
  ${If} $0 < 17763
    Goto old
  ${EndIf}
  StrCpy $Stage ""
  StrCpy $ForAll 0
  ReadRegStr $ThereForAll HKLM "${UNINSTALL_KEY}" "InstallLocation"
  ReadRegStr $ThereForMe HKCU "${UNINSTALL_KEY}" "InstallLocation"
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/ALLUSERS" $R1
  ${IfNot} ${Errors}
    StrCpy $ForAll 1
    UserInfo::GetAccountType
    Pop $0
    ${If} $0 != "Admin"
      MessageBox MB_ICONSTOP|MB_OK "$(Refused)" /SD IDOK
      SetErrorLevel 2
      Quit
    ${EndIf}
  ${Else}
    ClearErrors
    ${GetOptions} $R0 "/CURRENTUSER" $R1
    ${If} ${Errors}
    ${AndIf} ${Silent}
    ${AndIf} $ThereForAll != ""
    ${AndIf} $ThereForMe == ""
      SetErrorLevel 2 ; a second copy instead of an update: not unless it is asked for
      Quit
    ${EndIf}
  ${EndIf}
  !insertmacro USE_CONTEXT
  ClearErrors
  ${GetOptions} $R0 "/LANGUAGE=" $R1
  ${If} ${Errors}
    ; No question where the answer is known: that of last time, the system's, else English.
    ReadRegStr $R1 SHCTX "${UNINSTALL_KEY}" "Language"
  ${EndIf}
  ${If} $R1 != ""
    StrCpy $LANGUAGE $R1
  ${EndIf}
  StrCpy $Given $INSTDIR
  ${If} $Given == "$WINDIR\${NAME}"
    StrCpy $Given ""
    ${If} $ForAll == 1
      StrCpy $INSTDIR "$PROGRAMFILES64\${NAME}"
      StrCpy $0 $ThereForAll
    ${Else}
      StrCpy $INSTDIR "$LOCALAPPDATA\Programs\${NAME}"
      StrCpy $0 $ThereForMe
    ${EndIf}
    ${If} $0 != ""
      StrCpy $INSTDIR $0
    ${EndIf}
  ${EndIf}
  Return
old:
  MessageBox MB_ICONSTOP|MB_OK "$(Old)" /SD IDOK
  SetErrorLevel 2
  Quit
FunctionEnd

Function AskUsers
  !insertmacro MUI_HEADER_TEXT "$(UsersTitle)" "$(UsersText)"
  ${If} $ForAll == 1
    Abort ; started again as administrator, for this very choice
  ${EndIf}
  nsDialogs::Create 1018
  Pop $0
  ${NSD_CreateRadioButton} 0 10u 100% 14u "$(UsersMe)"
  Pop $1
  ${NSD_CreateRadioButton} 0 30u 100% 14u "$(UsersAll)"
  Pop $RadioAll
  ${If} $ThereForMe != ""
    ${NSD_Check} $1
    ${NSD_CreateLabel} 0 56u 100% 36u "$(ThereForMe)"
    Pop $0
  ${ElseIf} $ThereForAll != ""
    ${NSD_Check} $RadioAll
    ${NSD_CreateLabel} 0 56u 100% 36u "$(ThereForAll)"
    Pop $0
  ${Else}
    ${NSD_Check} $1
  ${EndIf}
  nsDialogs::Show
FunctionEnd

Function LeaveUsers
  ${NSD_GetState} $RadioAll $0
  ${If} $0 == ${BST_CHECKED}
    StrCpy $1 "/ALLUSERS /LANGUAGE=$LANGUAGE"
    ${If} $Given != ""
      StrCpy $1 "$1 /D=$Given"
    ${EndIf}
    ClearErrors
    ExecShell "runas" "$EXEPATH" "$1"
    ${If} ${Errors}
      MessageBox MB_ICONEXCLAMATION|MB_OK "$(Refused)"
      Abort
    ${EndIf}
    Quit
  ${EndIf}
FunctionEnd

; ---- installing -----------------------------------------------------------------------------

Section
  SetRegView 64
  !insertmacro USE_CONTEXT
  StrCpy $R8 "$INSTDIR\${EXE}"
  Call WaitForFile
  ; Beside a version that is there, which is replaced once all of the new one is written.
  StrCpy $Stage "$INSTDIR"
  ${If} ${FileExists} "$INSTDIR\${EXE}"
  ${OrIf} ${FileExists} "$INSTDIR\_internal"
    Call ClearNew
    StrCpy $Stage "$INSTDIR\_new"
  ${EndIf}
  StrCpy $R5 0
  ClearErrors
  SetOutPath "$Stage"
  SetOverwrite try
  File /r /x "${EXE}" "${PROGRAM}\*"
  ${If} ${Errors}
    StrCpy $R5 1
  ${Else}
    File "${PROGRAM}\${EXE}" ; last: nobody starts half of a program
    ${If} ${Errors}
      StrCpy $R5 1
    ${EndIf}
  ${EndIf}
  ${If} $R5 == 0
    ClearErrors
    WriteUninstaller "$Stage\uninstall.exe"
    ${If} ${Errors}
      StrCpy $R5 1
    ${EndIf}
  ${EndIf}
  ${If} $R5 == 1
    Call GiveUp
    MessageBox MB_ICONSTOP|MB_OK "$(Failed)" /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
  SetOutPath "$INSTDIR"
  ${If} $Stage != $INSTDIR
    Call Replace
  ${EndIf}

  Delete "$SMPROGRAMS\短信台.lnk"
  Delete "$SMPROGRAMS\SMS Desk.lnk"
  CreateShortcut "$SMPROGRAMS\$(Shortcut).lnk" "$INSTDIR\${EXE}"

  WriteRegStr SHCTX "${APPLICATION_KEY}" "FriendlyAppName" "$(Shortcut)"
  WriteRegStr SHCTX "${APPLICATION_KEY}\shell\open\command" "" '"$INSTDIR\${EXE}" "%1"'
  WriteRegStr SHCTX "${APPLICATION_KEY}\SupportedTypes" ".csv" ""
  WriteRegStr SHCTX "${APPLICATION_KEY}\SupportedTypes" ".tsv" ""
  WriteRegStr SHCTX "${APPLICATION_KEY}\SupportedTypes" ".tab" ""
  WriteRegStr SHCTX "${APPLICATION_KEY}\SupportedTypes" ".txt" ""
  WriteRegStr SHCTX "${APPLICATION_KEY}\SupportedTypes" ".xlsx" ""
  WriteRegStr SHCTX "${APPLICATION_KEY}\SupportedTypes" ".xlsm" ""
  WriteRegStr SHCTX "${APPLICATION_KEY}\SupportedTypes" ".xlsb" ""
  WriteRegStr SHCTX "${APPLICATION_KEY}\SupportedTypes" ".xls" ""
  WriteRegStr SHCTX "${APPLICATION_KEY}\SupportedTypes" ".ods" ""
  WriteRegStr SHCTX "Software\Classes\SmsDesk.List" "" "$(List)"
  WriteRegStr SHCTX "Software\Classes\SmsDesk.List\DefaultIcon" "" '"$INSTDIR\${EXE}",0'
  WriteRegStr SHCTX "Software\Classes\SmsDesk.List\shell\open\command" "" '"$INSTDIR\${EXE}" "%1"'
  WriteRegStr SHCTX "Software\Classes\.csv\OpenWithProgids" "SmsDesk.List" ""

  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayName" "$(Shortcut)"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${EXE}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "Publisher" "SMS Desk developers"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "Language" "$LANGUAGE"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoRepair" 1
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)' ; SHCNE_ASSOCCHANGED
SectionEnd

Function .onInstFailed ; the disk was full in the middle of a file
  Call GiveUp
FunctionEnd

; As the user who began, even if an administrator installed it.
Function Launch
  Exec '"$WINDIR\explorer.exe" "$INSTDIR\${EXE}"'
FunctionEnd

!include remove.nsh
