/* The one function of Windows' bcryptprimitives.dll that libraries written in Rust need, and Wine 8 lacks. */
#include <windows.h>
#include <ntsecapi.h>

__declspec(dllexport) BOOL WINAPI ProcessPrng(BYTE *place, SIZE_T length) { return RtlGenRandom(place, (ULONG)length); }
