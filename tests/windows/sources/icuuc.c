/* icuuc.dll of Windows 10, which Wine 8 lacks: Qt asks it for more encodings, and it knows none. */
#define NOTHING(name) __declspec(dllexport) void *name(void) { return 0; }
__declspec(dllexport) void *ucnv_open(const char *name, int *error) {
    if (error) *error = 4; /* U_FILE_ACCESS_ERROR */
    return 0;
}
NOTHING(UCNV_FROM_U_CALLBACK_SUBSTITUTE)
NOTHING(UCNV_TO_U_CALLBACK_SUBSTITUTE)
NOTHING(ucnv_close)
NOTHING(ucnv_reset)
NOTHING(ucnv_countAvailable)
NOTHING(ucnv_getAvailableName)
NOTHING(ucnv_getName)
NOTHING(ucnv_getStandardName)
NOTHING(ucnv_getMaxCharSize)
NOTHING(ucnv_toUnicode)
NOTHING(ucnv_fromUnicode)
NOTHING(ucnv_toUCountPending)
NOTHING(ucnv_cbToUWriteUChars)
NOTHING(ucnv_cbFromUWriteUChars)
NOTHING(ucnv_getToUCallBack)
NOTHING(ucnv_setToUCallBack)
NOTHING(ucnv_getFromUCallBack)
NOTHING(ucnv_setFromUCallBack)
