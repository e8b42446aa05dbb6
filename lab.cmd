@echo off
rem Starts tools\lab.py, which LabActors' commands go through on every system; the only thing done here is to find a Python.
setlocal
where py >nul 2>nul
if not errorlevel 1 (
  py -3 -S -E "%~dp0tools\lab.py" %*
  exit /b
)
where python >nul 2>nul
if not errorlevel 1 (
  python -S -E "%~dp0tools\lab.py" %*
  exit /b
)
echo lab: Python 3.8 or newer is missing: install it from python.org and start again 1>&2
exit /b 69
