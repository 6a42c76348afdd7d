"""数据维护: history, recycle bin, backups, and the policy edition in force."""
