package io.karge.site;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The bill of materials of a distribution, CycloneDX 1.5 in JSON: every jar that is delivered, by what lies there and not by
 * what a build meant to deliver, and with what is inside of it ({@link Embedded}). The same distribution makes the same bytes.
 */
public final class Sbom {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Sbom() {}

    /**
     * Writes one.
     *
     * @param arguments the folder of the distribution, its version, and the file to write
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            throw new IllegalArgumentException("needs the folder of a distribution, its version and the file to write");
        }
        Files.writeString(Path.of(arguments[2]), of(Path.of(arguments[0]), arguments[1]));
    }

    /**
     * The text of one.
     *
     * @throws IOException when there is no distribution, or it cannot be read
     */
    static String of(Path home, String version) throws IOException {
        ArrayNode components = JSON.createArrayNode();
        for (Path jar : jars(home)) {
            components.add(component(home, jar));
        }
        if (components.isEmpty()) {
            throw new IOException("there is no jar in " + home + ": a distribution has them in system/ and lib/");
        }
        ObjectNode bom = JSON.createObjectNode();
        bom.put("bomFormat", "CycloneDX").put("specVersion", "1.5");
        bom.put(
                "serialNumber",
                "urn:uuid:" + UUID.nameUUIDFromBytes(components.toString().getBytes(StandardCharsets.UTF_8)));
        bom.put("version", 1);
        bom.putObject("metadata")
                .putObject("component")
                .put("type", "application")
                .put("bom-ref", "karge")
                .put("group", "io.karge")
                .put("name", "karge")
                .put("version", version);
        bom.set("components", components);
        return JSON.writeValueAsString(bom) + "\n";
    }

    private static List<Path> jars(Path home) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(file -> file.toString().endsWith(".jar") && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static ObjectNode component(Path home, Path jar) throws IOException {
        String path = home.relativize(jar).toString();
        Coordinates found = Coordinates.of(home.relativize(jar));
        ObjectNode component = JSON.createObjectNode();
        component.put("type", "library").put("bom-ref", path);
        found.group().ifPresent(group -> component.put("group", group));
        component.put("name", found.name()).put("version", found.version());
        found.group()
                .ifPresent(group ->
                        component.put("purl", "pkg:maven/" + group + "/" + found.name() + "@" + found.version()));
        component.putArray("hashes").addObject().put("alg", "SHA-256").put("content", sha256(jar));
        try (JarFile file = new JarFile(jar.toFile())) {
            license(file).ifPresent(license -> component
                    .putArray("licenses")
                    .addObject()
                    .putObject("license")
                    .put("name", license));
            addEmbedded(component, Embedded.in(file, found), path);
        }
        return component;
    }

    private static void addEmbedded(ObjectNode component, List<Embedded> inside, String path) {
        if (!inside.isEmpty()) {
            ArrayNode components = component.putArray("components");
            inside.forEach(one -> components
                    .addObject()
                    .put("type", "library")
                    .put("bom-ref", path + "!" + one.group() + ":" + one.name())
                    .put("group", one.group())
                    .put("name", one.name())
                    .put("version", one.version())
                    .put("purl", one.purl()));
        }
    }

    private static Optional<String> license(JarFile jar) throws IOException {
        return Optional.ofNullable(jar.getManifest())
                .map(manifest -> manifest.getMainAttributes().getValue("Bundle-License"));
    }

    private static String sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
