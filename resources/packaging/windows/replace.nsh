; Files in use, and how a newer version takes the place of the one that is there.

; Waits until no process has the file $R8 open; returns at once if there is no such file. While it is
; open, the user is asked to close the program and try again; a silent run tries for 5 seconds, then
; quits with exit status 3. If the user has no right to write to the file, it quits with status 2.
!macro WAIT_FOR_FILE un refused
Function ${un}WaitForFile
  StrCpy $R7 0
again:
  ${IfNot} ${FileExists} "$R8"
    Return
  ${EndIf}
  SetFileAttributes "$R8" NORMAL
  ; Opens it with GENERIC_WRITE and DELETE, no sharing, OPEN_EXISTING. While a program runs, this
  ; fails for its file with ERROR_SHARING_VIOLATION (32).
  System::Call 'kernel32::CreateFileW(w R8, i 0x40010000, i 0, p 0, i 3, i 0, p 0) p .r0 ?e'
  Pop $1
  ${If} $0 <> -1
    System::Call 'kernel32::CloseHandle(p r0)'
    Return
  ${EndIf}
  ${If} $1 <> 32
  ${AndIf} $1 <> 33 ; ERROR_LOCK_VIOLATION
    Call ${un}GiveUp
    MessageBox MB_ICONSTOP|MB_OK "$(${refused})" /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
  ${If} ${Silent}
  ${AndIf} $R7 < 10
    IntOp $R7 $R7 + 1
    Sleep 500
    Goto again
  ${EndIf}
  MessageBox MB_ICONEXCLAMATION|MB_RETRYCANCEL "$(Running)" /SD IDCANCEL IDRETRY again
  Call ${un}GiveUp
  SetErrorLevel 3
  Quit
FunctionEnd
!macroend

; Leaves the folder as it was before: $Stage is where the new files are, or empty before there are any.
; Where the former version could not be put back, what there is of both stays.
Function GiveUp
  ${If} $Stage == ""
    Return
  ${EndIf}
  SetOutPath "$TEMP" ; the folder that a process works in cannot be removed
  ${If} $Stage == $INSTDIR
    Delete "$INSTDIR\${EXE}"
    RMDir /r "$INSTDIR\_internal"
    Delete "$INSTDIR\THIRD-PARTY-LICENSES.txt"
    Delete "$INSTDIR\LICENSE.txt"
    Delete "$INSTDIR\uninstall.exe"
    RMDir "$INSTDIR"
  ${ElseIf} $Former == "" ; nothing was moved yet
    RMDir /r "$Stage"
  ${ElseIf} ${FileExists} "$INSTDIR\${EXE}"
  ${AndIf} ${FileExists} "$INSTDIR\_internal"
    RMDir /r "$Stage"
    RMDir "$INSTDIR\_old\$Former"
    RMDir "$INSTDIR\_old"
  ${EndIf}
  StrCpy $Stage ""
FunctionEnd

Function un.GiveUp
FunctionEnd

!insertmacro WAIT_FOR_FILE "" Failed
!insertmacro WAIT_FOR_FILE "un." NotRemoved

; Does nothing once $R5 is 1, which a move that fails makes it.
!macro MOVE name from to
  ${If} $R5 == 0
  ${AndIf} ${FileExists} "$INSTDIR${from}\${name}"
    ClearErrors
    Rename "$INSTDIR${from}\${name}" "$INSTDIR${to}\${name}"
    ${If} ${Errors}
      StrCpy $R5 1
    ${EndIf}
  ${EndIf}
!macroend

; Makes the folder $Former in _old. What is in _old was in use at an earlier update, and may be still;
; or it is the former version, if that could not be put back.
!macro MAKE_FORMER
  ${If} ${FileExists} "$INSTDIR\${EXE}"
  ${AndIf} ${FileExists} "$INSTDIR\_internal"
    RMDir /r "$INSTDIR\_old"
  ${EndIf}
  StrCpy $Former 0
  ${While} ${FileExists} "$INSTDIR\_old\$Former"
    IntOp $Former $Former + 1
  ${EndWhile}
  CreateDirectory "$INSTDIR\_old\$Former"
!macroend

; As long as the new one is in _new, what is in its place is the former one.
!macro MOVE_AWAY name
  ${If} ${FileExists} "$INSTDIR\_new\${name}"
    !insertmacro MOVE "${name}" "" "\_old\$Former"
  ${EndIf}
!macroend

!macro MOVE_BACK name
  ${IfNot} ${FileExists} "$INSTDIR\_new\${name}"
    !insertmacro MOVE "${name}" "" "\_new"
  ${EndIf}
  !insertmacro MOVE "${name}" "\_old\$Former" ""
!macroend

; Empties _new, which an installation that was cut off has left; ends with 3 if a file stays in use.
Function ClearNew
anew:
  StrCpy $R6 0
again:
  RMDir /r "$INSTDIR\_new"
  ${IfNot} ${FileExists} "$INSTDIR\_new"
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

; Puts what is in _new into the place of what is there: all of it or nothing. A folder cannot be
; moved while a file in it is open, and a virus scanner may be reading what was just written.
Function Replace
  !insertmacro MAKE_FORMER
  StrCpy $R5 0
anew:
  StrCpy $R6 0
again:
  StrCpy $R8 "$INSTDIR\${EXE}" ; which may have been started meanwhile
  Call WaitForFile
  ${If} $R5 == 0 ; nothing of the new one is in its place
    ${IfNot} ${FileExists} "$INSTDIR\_new\${EXE}"
    ${OrIfNot} ${FileExists} "$INSTDIR\_new\_internal" ; a virus scanner has taken it
      Call GiveUp
      MessageBox MB_ICONSTOP|MB_OK "$(Failed)" /SD IDOK
      SetErrorLevel 2
      Quit
    ${EndIf}
  ${EndIf}
  StrCpy $R5 0
  !insertmacro MOVE_AWAY "${EXE}"
  !insertmacro MOVE_AWAY "_internal"
  !insertmacro MOVE "_internal" "\_new" ""
  !insertmacro MOVE "${EXE}" "\_new" ""
  ${IfNot} ${FileExists} "$INSTDIR\${EXE}"
  ${OrIfNot} ${FileExists} "$INSTDIR\_internal"
  ${OrIf} ${FileExists} "$INSTDIR\_new\${EXE}"
  ${OrIf} ${FileExists} "$INSTDIR\_new\_internal"
    StrCpy $R5 1
  ${EndIf}
  ${If} $R5 == 1
    StrCpy $R5 0
    !insertmacro MOVE_BACK "_internal"
    !insertmacro MOVE_BACK "${EXE}"
    ${If} $R6 < 20
      IntOp $R6 $R6 + 1
      Sleep 500
      Goto again
    ${EndIf}
    MessageBox MB_ICONEXCLAMATION|MB_RETRYCANCEL "$(Running)" /SD IDCANCEL IDRETRY anew
    Call GiveUp
    SetErrorLevel 3
    Quit
  ${EndIf}
  Delete "$INSTDIR\LICENSE.txt"
  !insertmacro MOVE "LICENSE.txt" "\_new" ""
  Delete "$INSTDIR\THIRD-PARTY-LICENSES.txt"
  !insertmacro MOVE "THIRD-PARTY-LICENSES.txt" "\_new" ""
  RMDir /r "$INSTDIR\_old"
  StrCpy $R5 0
  Delete "$INSTDIR\uninstall.exe"
  !insertmacro MOVE "uninstall.exe" "\_new" ""
  ${IfNot} ${FileExists} "$INSTDIR\uninstall.exe" ; it can be read, if it cannot be moved
    CopyFiles /SILENT "$INSTDIR\_new\uninstall.exe" "$INSTDIR"
  ${EndIf}
  RMDir /r "$INSTDIR\_new"
FunctionEnd
