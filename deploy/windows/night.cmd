@echo off
rem Secrets, if there are any, stand in secrets.cmd beside this file, as lines "set AFTERSALES_...=...".
cd /d C:\aftersales
set PYTHONUTF8=1
if exist "%~dp0secrets.cmd" call "%~dp0secrets.cmd"
.venv\Scripts\python.exe pipeline.py run -q --no-color
exit /b %ERRORLEVEL%
