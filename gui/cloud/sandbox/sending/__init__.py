"""Handle SendSms and SendBatchSms in the sandbox; queries are elsewhere."""
