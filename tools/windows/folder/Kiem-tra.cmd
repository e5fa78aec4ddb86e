@echo off
rem Drop counts files on this: the report is written beside the first one and opens in the browser.
setlocal
if "%~1"=="" (
    start "" notepad "%~dp0HUONG-DAN.txt"
    exit /b 2
)
if not defined PARCALC_LANG set "PARCALC_LANG=vi"
if not defined PARCALC_TARGETS set "PARCALC_TARGETS=%~dp0targets.yaml"
set "REPORT=%~dp1ket-qua-%~n1.html"
rem A Python that cannot start ends with 1, as a missed target does: an old report must not open for a new one.
"%~dp0python\python.exe" -X utf8 -m parcalc --version >nul
if not "%errorlevel%"=="0" goto broken
"%~dp0python\python.exe" -X utf8 -m parcalc check %* --format html --output "%REPORT%"
set "VERDICT=%errorlevel%"
rem 0, 1 and 3 are verdicts; with anything else there is no report, and what to mend stands above.
for %%v in (0 1 3) do if "%VERDICT%"=="%%v" goto show
if not defined PARCALC_QUIET pause
exit /b %VERDICT%
:show
if not defined PARCALC_QUIET start "" "%REPORT%"
exit /b %VERDICT%
:broken
if not defined PARCALC_QUIET pause
exit /b 70
