/* python.exe, which the wheel lacks: Python's own does no more than this. */
#include <wchar.h>
int Py_Main(int, wchar_t **);
int wmain(int argc, wchar_t **argv) { return Py_Main(argc, argv); }
