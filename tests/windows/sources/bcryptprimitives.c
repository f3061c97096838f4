/* bcryptprimitives.dll of Windows 10, which Wine 8 lacks: Rust's library asks it for random bytes. */
__declspec(dllimport) unsigned char SystemFunction036(void *to, unsigned long n);
__declspec(dllexport) int ProcessPrng(unsigned char *to, unsigned long long n) {
    for (unsigned long part; n; to += part, n -= part)
        if (!SystemFunction036(to, part = n > 65536 ? 65536 : n)) return 0;
    return 1;
}
