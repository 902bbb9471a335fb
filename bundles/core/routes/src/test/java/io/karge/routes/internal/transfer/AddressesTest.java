package io.karge.routes.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.8.8",
                "0.0.0.0",
                "0.1.2.3",
                "169.254.169.254",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
            })
    void areLocal(String address) throws UnknownHostException {
        assertThat(Addresses.isLocal(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1",
                "172.16.0.1",
                "192.168.1.1",
                "93.184.216.34",
                "fd00::1",
                "2001:db8::1",
                "64:ff9b::a00:1"
            })
    void areNot(String address) throws UnknownHostException {
        assertThat(Addresses.isLocal(InetAddress.getByName(address))).isFalse();
    }

    @Test
    void leavesOutTheLocalOnesOfAName() throws Exception {
        InetAddress there = InetAddress.getByAddress(new byte[] {(byte) 192, (byte) 168, 1, 1});
        Addresses addresses =
                new Addresses(host -> new InetAddress[] {InetAddress.getLoopbackAddress(), there}, Addresses::isLocal);

        assertThat(addresses.of("host")).containsExactly(there);
    }

    @Test
    void refusesANameThatIsOnlyHere() {
        Addresses addresses =
                new Addresses(host -> new InetAddress[] {InetAddress.getLoopbackAddress()}, Addresses::isLocal);

        assertThatThrownBy(() -> addresses.of("innocent.example"))
                .hasMessageContaining("innocent.example")
                .hasMessageContaining("127.0.0.1")
                .hasMessageContaining("allowLocal");
    }
}
