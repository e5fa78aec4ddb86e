"""The shape of a targets file: one definition for its checks and for its JSON Schema."""
