"""Settings that hold for the whole suite, made before anything imports Qt."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"
