"""Of phonenumbers what it needs to check numbers; places and carriers would be 20 MB more.

PyInstaller's own hook takes everything, since regions are imported by names made at run time.
"""

from PyInstaller.utils.hooks import collect_submodules

hiddenimports = collect_submodules("phonenumbers.data") + collect_submodules(
    "phonenumbers.shortdata"
)
