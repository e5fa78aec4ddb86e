@echo off
rem The month's reports, for Task Scheduler: Bao-cao-thang.cmd SO-LIEU THU-MUC
rem What the program says is added to nhat-ky.txt in the folder of the reports.
setlocal
if "%~2"=="" exit /b 2
if not exist "%~2" mkdir "%~2"
if not defined PARCALC_LANG set "PARCALC_LANG=vi"
if not defined PARCALC_TARGETS set "PARCALC_TARGETS=%~dp0targets.yaml"
"%~dp0python\python.exe" -X utf8 -m parcalc summary "%~1" --out "%~2" >> "%~2\nhat-ky.txt" 2>&1
exit /b %errorlevel%
