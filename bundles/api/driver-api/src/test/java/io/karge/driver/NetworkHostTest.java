package io.karge.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkHostTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LocalHost",
                "127.0.0.1",
                "127.3.2.1",
                "::1",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "0.0.0.0"
            })
    void namesTheMachineItselfInOneWay(String host) {
        assertThat(NetworkHost.canonical(host)).isEqualTo("localhost");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            192.0.2.17,           192.0.2.17
            [::ffff:192.0.2.17],  192.0.2.17
            2001:DB8::17,         2001:db8:0:0:0:0:0:17
            [2001:db8:0:0::17],   2001:db8:0:0:0:0:0:17
            """)
    void namesAnAddressInOneWay(String host, String name) {
        assertThat(NetworkHost.canonical(host)).isEqualTo(name);
    }

    @Test
    void namesTheFirstAddressOfAName() {
        assertThat(NetworkHost.canonical("cabinet.example", name ->
                        new InetAddress[] {InetAddress.getByName("192.0.2.18"), InetAddress.getByName("192.0.2.17")}))
                .isEqualTo("192.0.2.17");
    }

    @Test
    void leavesANameThatCannotBeResolved() {
        assertThat(NetworkHost.canonical("Cabinet.Example", name -> {
                    throw new UnknownHostException(name);
                }))
                .isEqualTo("cabinet.example");
    }
}
