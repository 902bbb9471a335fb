package io.karge.conformance.lab;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a station offers when it begins to speak TLS (RFC 8446, 4.1.2).
 *
 * @param versions as on the wire, {@code 0x0303} is TLS 1.2
 * @param cipherSuites as on the wire
 */
public record ClientHello(List<Integer> versions, List<Integer> cipherSuites) {
    private static final int CLIENT_HELLO = 1;
    private static final int RANDOM = 32;
    private static final int SUPPORTED_VERSIONS = 43;

    public ClientHello {
        versions = List.copyOf(versions);
        cipherSuites = List.copyOf(cipherSuites);
    }

    /** Reads a handshake message; empty when it is no proper ClientHello. */
    static Optional<ClientHello> read(byte[] message) {
        ByteBuffer in = ByteBuffer.wrap(message);
        try {
            if (in.get() != CLIENT_HELLO) {
                return Optional.empty();
            }
            skip(in, 3);
            int version = number(in);
            skip(in, RANDOM);
            skip(in, in.get() & 0xff);
            List<Integer> suites = numbers(in, number(in));
            skip(in, in.get() & 0xff);
            return Optional.of(new ClientHello(versions(in, version), suites));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Those of the extension, which replaces the field of older versions. */
    private static List<Integer> versions(ByteBuffer in, int field) {
        if (in.hasRemaining()) {
            skip(in, 2);
        }
        while (in.hasRemaining()) {
            int extension = number(in);
            int length = number(in);
            if (extension == SUPPORTED_VERSIONS) {
                return numbers(in, in.get() & 0xff);
            }
            skip(in, length);
        }
        return List.of(field);
    }

    private static List<Integer> numbers(ByteBuffer in, int bytes) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < bytes; i += 2) {
            numbers.add(number(in));
        }
        return numbers;
    }

    private static int number(ByteBuffer in) {
        return in.getShort() & 0xffff;
    }

    private static void skip(ByteBuffer in, int bytes) {
        in.position(in.position() + bytes);
    }
}
