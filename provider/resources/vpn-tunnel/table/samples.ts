/** A real certificate (self-signed, its key thrown away) for table tests and examples. */
export const SAMPLE_CERTIFICATE = [
  "-----BEGIN CERTIFICATE-----",
  "MIIBizCCATGgAwIBAgIUB0Klnvm6wdksK5BoowkHa2KhayIwCgYIKoZIzj0EAwIw",
  "GjEYMBYGA1UEAwwPY2EucGVlci5leGFtcGxlMCAXDTI2MTEyMTAzMjYyMVoYDzIx",
  "MjYxMDI4MDMyNjIxWjAaMRgwFgYDVQQDDA9jYS5wZWVyLmV4YW1wbGUwWTATBgcq",
  "hkjOPQIBBggqhkjOPQMBBwNCAATqiY2OPLH3lARJErikNq9ZHiLz1Eb2RzIOh9bg",
  "67VQ2DMISPHE/ZYbhE0SmWFnTawjlNxeOf3FaG06iW0Z7+N0o1MwUTAdBgNVHQ4E",
  "FgQUo/oAJJRpTI40FZWIIrl3Ne61+rswHwYDVR0jBBgwFoAUo/oAJJRpTI40FZWI",
  "Irl3Ne61+rswDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiA7iUzA",
  "lW6if6NdlSmiV2K8VnWxU8j7HE0bY4XUVcHqogIhAP4kd6wDPLdBBBSX3hSr2hLl",
  "Vp9AQdOy2eFpLdkFGHoo",
  "-----END CERTIFICATE-----",
].join("\n");
