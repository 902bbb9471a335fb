package io.karge.itests;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The .kar of a driver as its maker would build the next version. */
final class NewerKar {
    private NewerKar() {}

    /**
     * Writes it.
     *
     * @param version of the .kar that is there, as Maven writes it
     * @param next the new one
     */
    static void write(Path kar, String driver, String version, String next, Path target) throws IOException {
        String before = "repository/io/karge/" + driver + "/" + version;
        try (ZipInputStream from = new ZipInputStream(Files.newInputStream(kar));
                ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(target))) {
            for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                boolean own = entry.getName().startsWith(before);
                to.putNextEntry(new ZipEntry(own ? entry.getName().replace(version, next) : entry.getName()));
                if (own && entry.getName().endsWith(".jar")) {
                    jar(from, next, to);
                } else if (own) {
                    to.write(new String(from.readAllBytes(), StandardCharsets.UTF_8)
                            .replace(version, next)
                            .getBytes(StandardCharsets.UTF_8));
                } else {
                    from.transferTo(to);
                }
                to.closeEntry();
            }
        }
    }

    private static void jar(InputStream jar, String next, OutputStream to) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarInputStream from = new JarInputStream(new ByteArrayInputStream(jar.readAllBytes()))) {
            Manifest manifest = from.getManifest();
            manifest.getMainAttributes().put(new Attributes.Name("Bundle-Version"), next);
            try (JarOutputStream changed = new JarOutputStream(bytes, manifest)) {
                for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                    changed.putNextEntry(new ZipEntry(entry.getName()));
                    from.transferTo(changed);
                    changed.closeEntry();
                }
            }
        }
        bytes.writeTo(to);
    }
}
