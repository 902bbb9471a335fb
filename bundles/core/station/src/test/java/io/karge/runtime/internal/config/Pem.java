package io.karge.runtime.internal.config;

/** Two root certificates, for a hundred years. */
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
