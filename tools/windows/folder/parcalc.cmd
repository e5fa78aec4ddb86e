@echo off
rem parcalc on a command line: parcalc.cmd check so-lieu.csv
setlocal
if not defined PARCALC_LANG set "PARCALC_LANG=vi"
if not defined PARCALC_TARGETS if not exist targets.yaml set "PARCALC_TARGETS=%~dp0targets.yaml"
rem utf8: what goes to a file or a pipe is UTF-8, not the code page of an old console.
"%~dp0python\python.exe" -X utf8 -m parcalc %*
