; The uninstaller.

Function un.onInit
  SetRegView 64
  StrCpy $0 $INSTDIR 1 -1
  ${If} $0 == "\" ; of _?=
    StrCpy $INSTDIR $INSTDIR -1
  ${EndIf}
  ${GetParameters} $R0
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
  StrCpy $RemoveData 0
  ClearErrors
  ${GetOptions} $R0 "/DATA" $R1
  ${IfNot} ${Errors}
    StrCpy $RemoveData 1
  ${EndIf}
  ${If} $ForAll == 1
  ${AndIfNot} ${Silent} ; the page says that all data are kept
    StrCpy $RemoveData 0
  ${EndIf}
  ${If} $ForAll == 1
    UserInfo::GetAccountType
    Pop $0
    ${If} $0 != "Admin"
      ${If} ${Silent} ; whoever wants no dialog is not asked for an administrator either
        SetErrorLevel 2
        Quit
      ${EndIf}
      ClearErrors
      ExecShell "runas" "$INSTDIR\uninstall.exe" "$R0"
      ${If} ${Errors}
        MessageBox MB_ICONEXCLAMATION|MB_OK "$(NotAdmin)"
        SetErrorLevel 2
      ${EndIf}
      Quit
    ${EndIf}
  ${EndIf}
FunctionEnd

; Of an installation for all, the administrator who removes it may be another than who used it:
; the data are for each user to remove.
Function un.AskData
  !insertmacro MUI_HEADER_TEXT "$(DataTitle)" ""
  nsDialogs::Create 1018
  Pop $0
  ${If} $ForAll == 1
    ${NSD_CreateLabel} 0 0 100% 100u "$(DataTextAll)"
    Pop $0
  ${Else}
    ${NSD_CreateLabel} 0 0 100% 72u "$(DataText)"
    Pop $0
    ${NSD_CreateCheckBox} 0 80u 100% 14u "$(DataRemove)"
    Pop $CheckData
    ${If} $RemoveData == 1
      ${NSD_Check} $CheckData
    ${EndIf}
  ${EndIf}
  nsDialogs::Show
FunctionEnd

Function un.LeaveData
  ${If} $ForAll == 0
    ${NSD_GetState} $CheckData $RemoveData
  ${EndIf}
FunctionEnd

Section Uninstall
  SetRegView 64
  ; Before anything is removed. Whichever copy of the program uses the data, it has the lock open from
  ; before its window is there until its end, and the ledger only while it reads or writes.
  ${If} $RemoveData == 1
    SetShellVarContext current
    StrCpy $R8 "$LOCALAPPDATA\sms-desk\ledger.db.lock"
    Call un.WaitForFile
    StrCpy $R8 "$LOCALAPPDATA\sms-desk\ledger.db"
    Call un.WaitForFile
  ${EndIf}
  !insertmacro USE_CONTEXT
  Call un.TakeAway
  ; After an installation into another folder they are those of the copy there.
  ReadRegStr $R4 SHCTX "${UNINSTALL_KEY}" "InstallLocation"
  ${If} $R4 == $INSTDIR
    Delete "$SMPROGRAMS\短信台.lnk"
    Delete "$SMPROGRAMS\SMS Desk.lnk"
    DeleteRegKey SHCTX "${APPLICATION_KEY}"
    DeleteRegKey SHCTX "Software\Classes\SmsDesk.List"
    DeleteRegValue SHCTX "Software\Classes\.csv\OpenWithProgids" "SmsDesk.List"
    DeleteRegKey /ifempty SHCTX "Software\Classes\.csv\OpenWithProgids"
    DeleteRegKey /ifempty SHCTX "Software\Classes\.csv"
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  ${EndIf}
  Call un.RemoveFolders
  Delete "$INSTDIR\THIRD-PARTY-LICENSES.txt"
  Delete "$INSTDIR\LICENSE.txt"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR" ; only if nothing of the user's is in it
  ${If} $R4 == $INSTDIR
    DeleteRegKey SHCTX "${UNINSTALL_KEY}"
  ${EndIf}
  ${If} $RemoveData == 1
    SetShellVarContext current
    RMDir /r "$LOCALAPPDATA\sms-desk"
    RMDir /r "$LOCALAPPDATA\sms-desk-state"
  ${EndIf}
SectionEnd

; Takes the program out of its place, all of it or nothing: ends with 3, and all as it was, if a file
; of it stays in use.
Function un.TakeAway
anew:
  StrCpy $R6 0
again:
  StrCpy $R8 "$INSTDIR\${EXE}" ; which may have been started meanwhile
  Call un.WaitForFile
  StrCpy $R5 0
  ${If} ${FileExists} "$INSTDIR\_internal"
    !insertmacro MAKE_FORMER
    !insertmacro MOVE "_internal" "" "\_old\$Former"
  ${EndIf}
  ${If} $R5 == 0
    ClearErrors
    Delete "$INSTDIR\${EXE}"
    ${IfNot} ${Errors}
    ${AndIfNot} ${FileExists} "$INSTDIR\${EXE}"
      Return
    ${EndIf}
    !insertmacro MOVE "_internal" "\_old\$Former" ""
  ${EndIf}
  RMDir "$INSTDIR\_old\$Former"
  RMDir "$INSTDIR\_old"
  ${If} $R6 < 20
    IntOp $R6 $R6 + 1
    Sleep 500
    Goto again
  ${EndIf}
  MessageBox MB_ICONEXCLAMATION|MB_RETRYCANCEL "$(Running)" /SD IDCANCEL IDRETRY anew
  SetErrorLevel 3
  Quit
FunctionEnd

; Ends with 3 if a file stays in use. The program is gone then; the uninstaller and its entry among
; the installed apps are left, and remove the rest when it is started again.
Function un.RemoveFolders
anew:
  StrCpy $R6 0
again:
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "$INSTDIR\_new" ; what an installation that was cut off has left
  RMDir /r "$INSTDIR\_old"
  ${IfNot} ${FileExists} "$INSTDIR\_internal"
  ${AndIfNot} ${FileExists} "$INSTDIR\_new"
  ${AndIfNot} ${FileExists} "$INSTDIR\_old"
    Return
  ${EndIf}
  ${If} $R6 < 20
    IntOp $R6 $R6 + 1
    Sleep 500
    Goto again
  ${EndIf}
  MessageBox MB_ICONEXCLAMATION|MB_RETRYCANCEL "$(Running)" /SD IDCANCEL IDRETRY anew
  SetErrorLevel 3
  Quit
FunctionEnd
