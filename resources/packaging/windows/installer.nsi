; The installer for Windows. tests/packaging/windows.py defines:
;   VERSION, NUMBERS (1.2.3.0), PROGRAM (folder of the program), OUTPUT, ICON, PANEL (a picture), KILOBYTES
;
; Silent: /S, with /ALLUSERS for all users (as administrator), /D=FOLDER last; the uninstaller takes
; /S and /DATA, which removes the user's data as well. Exit status: 0; 1 given up by the user;
; 2 not possible; 3 the program is running. Nothing is ever ended by force.

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
InstallDirRegKey HKCU "${UNINSTALL_KEY}" "InstallLocation"
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
Var RadioAll
Var RemoveData
Var CheckData

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${PANEL}"
; Of a fixed width, whatever the font: the text begins at a place of its own beside it.
!define MUI_WELCOMEFINISHPAGE_BITMAP_STRETCH FitControl
!define MUI_ABORTWARNING
!define MUI_LANGDLL_ALLLANGUAGES
!define MUI_LANGDLL_REGISTRY_ROOT HKCU
!define MUI_LANGDLL_REGISTRY_KEY "${UNINSTALL_KEY}"
!define MUI_LANGDLL_REGISTRY_VALUENAME "Language"
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

!insertmacro MUI_LANGUAGE "SimpChinese"
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_RESERVEFILE_LANGDLL

LangString UsersTitle ${LANG_SIMPCHINESE} "安装给谁"
LangString UsersTitle ${LANG_ENGLISH} "Who is it for"
LangString UsersText ${LANG_SIMPCHINESE} "每个用户都有自己的账号、记录和设置。"
LangString UsersText ${LANG_ENGLISH} "Each user has accounts, history and settings of their own."
LangString UsersMe ${LANG_SIMPCHINESE} "只给我（不需要管理员权限）"
LangString UsersMe ${LANG_ENGLISH} "Me only (no administrator needed)"
LangString UsersAll ${LANG_SIMPCHINESE} "这台电脑的所有用户（需要管理员权限）"
LangString UsersAll ${LANG_ENGLISH} "All users of this computer (administrator needed)"
LangString Refused ${LANG_SIMPCHINESE} "没有管理员权限，不能安装给所有用户。"
LangString Refused ${LANG_ENGLISH} "Without an administrator it cannot be installed for all users."
LangString Running ${LANG_SIMPCHINESE} "SMS Desk（短信台）正在运行。$\n$\n请等发送结束后关闭它的窗口，再点“重试”。安装程序不会强行结束它。"
LangString Running ${LANG_ENGLISH} "SMS Desk is running.$\n$\nLet it finish sending, close its window, then choose Retry. It is never ended by force."
LangString Old ${LANG_SIMPCHINESE} "SMS Desk 需要 64 位的 Windows 10（1809）或更新版本。"
LangString Old ${LANG_ENGLISH} "SMS Desk needs a 64-bit Windows 10 (1809) or later."
LangString Failed ${LANG_SIMPCHINESE} "文件没有完整写入：磁盘可能已满，或目录不可写。请重新运行安装程序；您的数据没有改动。"
LangString Failed ${LANG_ENGLISH} "Not all files could be written: the disk may be full, or the folder protected. Run the installer again; your data are as they were."
LangString DataTitle ${LANG_SIMPCHINESE} "您的数据"
LangString DataTitle ${LANG_ENGLISH} "Your data"
LangString DataText ${LANG_SIMPCHINESE} "发送记录、名单、账号和设置保存在您的用户目录里，卸载时保留，以后重新安装仍可使用。"
LangString DataText ${LANG_ENGLISH} "History, lists, accounts and settings are in your user folder. They are kept, and are there when you install SMS Desk again."
LangString DataRemove ${LANG_SIMPCHINESE} "同时删除我的数据（不能恢复）"
LangString DataRemove ${LANG_ENGLISH} "Remove my data, too (cannot be undone)"
LangString Shortcut ${LANG_SIMPCHINESE} "短信台"
LangString Shortcut ${LANG_ENGLISH} "SMS Desk"
LangString List ${LANG_SIMPCHINESE} "短信名单"
LangString List ${LANG_ENGLISH} "Phone list"

; ---- for whom -------------------------------------------------------------------------------

!macro USE_CONTEXT
  ${If} $ForAll == 1
    SetShellVarContext all
  ${Else}
    SetShellVarContext current
  ${EndIf}
!macroend

!macro USUAL_FOLDER
  ${If} $ForAll == 1
    StrCpy $INSTDIR "$PROGRAMFILES64\${NAME}"
    ReadRegStr $0 HKLM "${UNINSTALL_KEY}" "InstallLocation"
  ${Else}
    StrCpy $INSTDIR "$LOCALAPPDATA\Programs\${NAME}"
    ReadRegStr $0 HKCU "${UNINSTALL_KEY}" "InstallLocation"
  ${EndIf}
  ${If} $0 != ""
    StrCpy $INSTDIR $0
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
  StrCpy $ForAll 0
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
  ${EndIf}
  ClearErrors
  ${GetOptions} $R0 "/LANGUAGE=" $R1
  ${IfNot} ${Errors}
    StrCpy $LANGUAGE $R1
  ${Else}
    ; No question where the answer is known: the system's language, else English.
    ReadRegStr $0 HKCU "${UNINSTALL_KEY}" "Language"
    ${If} $0 != ""
      StrCpy $LANGUAGE $0
    ${EndIf}
  ${EndIf}
  ; /D= has set the folder already.
  ${If} $INSTDIR == ""
    !insertmacro USUAL_FOLDER
  ${EndIf}
  !insertmacro USE_CONTEXT
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
  ${NSD_Check} $1
  ${NSD_CreateRadioButton} 0 30u 100% 14u "$(UsersAll)"
  Pop $RadioAll
  nsDialogs::Show
FunctionEnd

Function LeaveUsers
  ${NSD_GetState} $RadioAll $0
  ${If} $0 == ${BST_CHECKED}
    ClearErrors
    ExecShell "runas" "$EXEPATH" "/ALLUSERS /LANGUAGE=$LANGUAGE"
    ${If} ${Errors}
      MessageBox MB_ICONEXCLAMATION|MB_OK "$(Refused)"
      Abort
    ${EndIf}
    Quit
  ${EndIf}
FunctionEnd

; ---- a program that runs --------------------------------------------------------------------

; An executable that runs cannot be opened for writing. Asks until it can be; silently, ends.
!macro WAIT_FOR_PROGRAM un
Function ${un}WaitForProgram
again:
  ${IfNot} ${FileExists} "$INSTDIR\${EXE}"
    Return
  ${EndIf}
  ClearErrors
  FileOpen $0 "$INSTDIR\${EXE}" a
  ${IfNot} ${Errors}
    FileClose $0
    Return
  ${EndIf}
  MessageBox MB_ICONEXCLAMATION|MB_RETRYCANCEL "$(Running)" /SD IDCANCEL IDRETRY again
  SetErrorLevel 3
  Quit
FunctionEnd
!macroend
!insertmacro WAIT_FOR_PROGRAM ""
!insertmacro WAIT_FOR_PROGRAM "un."

; ---- installing -----------------------------------------------------------------------------

Section
  SetRegView 64
  !insertmacro USE_CONTEXT
  Call WaitForProgram
  ; First the executable goes, and last it comes: nobody starts half of a program.
  ClearErrors
  Delete "$INSTDIR\${EXE}"
  RMDir /r "$INSTDIR\_internal"
  SetOutPath "$INSTDIR"
  SetOverwrite try
  File /r /x "${EXE}" "${PROGRAM}\*"
  File "${PROGRAM}\${EXE}"
  ${If} ${Errors}
    MessageBox MB_ICONSTOP|MB_OK "$(Failed)" /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
  WriteUninstaller "$INSTDIR\uninstall.exe"

  Delete "$SMPROGRAMS\短信台.lnk"
  Delete "$SMPROGRAMS\SMS Desk.lnk"
  CreateShortcut "$SMPROGRAMS\$(Shortcut).lnk" "$INSTDIR\${EXE}"

  WriteRegStr SHCTX "${APPLICATION_KEY}" "FriendlyAppName" "$(Shortcut)"
  WriteRegStr SHCTX "${APPLICATION_KEY}\shell\open\command" "" '"$INSTDIR\${EXE}" "%1"'
  WriteRegStr SHCTX "${APPLICATION_KEY}\SupportedTypes" ".csv" ""
  WriteRegStr SHCTX "${APPLICATION_KEY}\SupportedTypes" ".txt" ""
  WriteRegStr SHCTX "${APPLICATION_KEY}\SupportedTypes" ".xls" ""
  WriteRegStr SHCTX "${APPLICATION_KEY}\SupportedTypes" ".xlsx" ""
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

; As the user who began, even if an administrator installed it.
Function Launch
  Exec '"$WINDIR\explorer.exe" "$INSTDIR\${EXE}"'
FunctionEnd

; ---- removing -------------------------------------------------------------------------------

Function un.onInit
  SetRegView 64
  StrCpy $ForAll 0
  ReadRegStr $0 HKLM "${UNINSTALL_KEY}" "InstallLocation"
  ${If} $0 == $INSTDIR
    StrCpy $ForAll 1
  ${EndIf}
  !insertmacro USE_CONTEXT
  ReadRegStr $0 SHCTX "${UNINSTALL_KEY}" "Language"
  ${If} $0 != ""
    StrCpy $LANGUAGE $0
  ${EndIf}
  ${If} $ForAll == 1
    UserInfo::GetAccountType
    Pop $0
    ${If} $0 != "Admin"
      ExecShell "runas" "$INSTDIR\uninstall.exe"
      Quit
    ${EndIf}
  ${EndIf}
  StrCpy $RemoveData 0
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/DATA" $R1
  ${IfNot} ${Errors}
    StrCpy $RemoveData 1
  ${EndIf}
FunctionEnd

Function un.AskData
  !insertmacro MUI_HEADER_TEXT "$(DataTitle)" ""
  nsDialogs::Create 1018
  Pop $0
  ${NSD_CreateLabel} 0 0 100% 36u "$(DataText)"
  Pop $0
  ${NSD_CreateCheckBox} 0 44u 100% 14u "$(DataRemove)"
  Pop $CheckData
  nsDialogs::Show
FunctionEnd

Function un.LeaveData
  ${NSD_GetState} $CheckData $RemoveData
FunctionEnd

Section Uninstall
  SetRegView 64
  !insertmacro USE_CONTEXT
  Call un.WaitForProgram
  Delete "$INSTDIR\${EXE}"
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\THIRD-PARTY-LICENSES.txt"
  Delete "$INSTDIR\LICENSE.txt"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR" ; only if nothing of the user's is in it
  Delete "$SMPROGRAMS\短信台.lnk"
  Delete "$SMPROGRAMS\SMS Desk.lnk"
  DeleteRegKey SHCTX "${APPLICATION_KEY}"
  DeleteRegKey SHCTX "Software\Classes\SmsDesk.List"
  DeleteRegValue SHCTX "Software\Classes\.csv\OpenWithProgids" "SmsDesk.List"
  DeleteRegKey SHCTX "${UNINSTALL_KEY}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  ${If} $RemoveData == 1
    SetShellVarContext current
    RMDir /r "$LOCALAPPDATA\sms-desk"
    RMDir /r "$LOCALAPPDATA\sms-desk-state"
  ${EndIf}
SectionEnd
