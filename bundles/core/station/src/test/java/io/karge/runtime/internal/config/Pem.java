package io.karge.runtime.internal.config;

/** Two root certificates and one that is none, for a hundred years. */
final class Pem {
    static final String ROOT_A = """
            -----BEGIN CERTIFICATE-----
            MIIBeDCCAR2gAwIBAgIUI270zgHeK+LME+GQaGJX7yEnBdcwCgYIKoZIzj0EAwIw
            EDEOMAwGA1UEAwwFUm9vdEEwIBcNMjYxMTI5MTgwNDM2WhgPMjEyNjExMDUxODA0
            MzZaMBAxDjAMBgNVBAMMBVJvb3RBMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE
            uNJGawbibepaNdSZVOVhqcvOCpt0EXyyP/8hOu2nJvpYHkLb5yuivqDeWEh+k1/G
            P6ZmFtp4TYmq4i9ak6WTOaNTMFEwHQYDVR0OBBYEFLDujEXOKMS8DGEDhFKxVmNK
            0VaZMB8GA1UdIwQYMBaAFLDujEXOKMS8DGEDhFKxVmNK0VaZMA8GA1UdEwEB/wQF
            MAMBAf8wCgYIKoZIzj0EAwIDSQAwRgIhAK+8LxPxoF37SRPPB/11E7n9jcQmXgK7
            eMKXz9SX5ZNvAiEAuxKi+Y78iM+KoomHtaE3W7Cpnxz1y4K+6LVXvkd6dwQ=
            -----END CERTIFICATE-----
            """;
    /** Self-signed, and no CA: CN=csms.example, O=Karge. */
    static final String NO_CA = """
            -----BEGIN CERTIFICATE-----
            MIIBojCCAUigAwIBAgIUavaXkO2q7ks6UnWX3vMvJWhOXfcwCgYIKoZIzj0EAwIw
            JzEVMBMGA1UEAwwMY3Ntcy5leGFtcGxlMQ4wDAYDVQQKDAVLYXJnZTAgFw0yNjEx
            MzAwMjIwMjZaGA8yMTI2MTEwNjAyMjAyNlowJzEVMBMGA1UEAwwMY3Ntcy5leGFt
            cGxlMQ4wDAYDVQQKDAVLYXJnZTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABNZM
            Tkyeir7y2VzcBWvaRiiQ4KVOsKuVhw+YnasHRhs7zhiniUiUyHAe2bpjckq9Ft3P
            XJkm10CL1vPUNXeE79GjUDBOMB0GA1UdDgQWBBT+LxNr0L9R/Pb+59Lzg9VCTkWw
            1DAfBgNVHSMEGDAWgBT+LxNr0L9R/Pb+59Lzg9VCTkWw1DAMBgNVHRMBAf8EAjAA
            MAoGCCqGSM49BAMCA0gAMEUCIQDcaC7tRk5qMWy9eDCDHYu1c3UbxlIcqdD8HC/E
            II0U8QIgUPNHl86N02X5MEsnnccbudyTl0Vd1pP1RSem17UOvHc=
            -----END CERTIFICATE-----
            """;

    static final String ROOT_B = """
            -----BEGIN CERTIFICATE-----
            MIIBdzCCAR2gAwIBAgIUKANR5V5oUptLwCGfCn33xLqORvcwCgYIKoZIzj0EAwIw
            EDEOMAwGA1UEAwwFUm9vdEIwIBcNMjYxMTI5MTgwNDM2WhgPMjEyNjExMDUxODA0
            MzZaMBAxDjAMBgNVBAMMBVJvb3RCMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE
            55sa4Et/mzAFlyLJPBtGi21bAxS5/yKE2WbxdN5CiTWGI0zJuAKmPsEfGkX1qGVs
            Oj8pz/0NaQ/0qp+SalYNtqNTMFEwHQYDVR0OBBYEFBCfLMmAIZb62Ih8QWRjEN5v
            eXEMMB8GA1UdIwQYMBaAFBCfLMmAIZb62Ih8QWRjEN5veXEMMA8GA1UdEwEB/wQF
            MAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIhAI9ZNAd2wwkZlFllTDdoRPKRw7Z6NSPM
            bULjgc05LEGWAiBwGNQ6vVbqN2Hpl2iovHrmk6t1gmSYMijHa3TUXCfGzA==
            -----END CERTIFICATE-----
            """;

    private Pem() {}
}
