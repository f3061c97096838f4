"""The rail: presets, test phones, and the last runs."""
