package io.karge.itests;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** Bundles and .kar files of drivers, made as a test wants them. */
final class DriverKar {
    private DriverKar() {}

    /** The .kar of a driver of one bundle. */
    static byte[] of(String name, byte[] bundle) throws IOException {
        return of(name, "", Map.of(path(name), bundle));
    }

    /**
     * The .kar of a driver.
     *
     * @param more what its feature has beside the driver's own bundle
     * @param files what is in it, by path in a Maven repository
     */
    static byte[] of(String name, String more, Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry("repository/" + name + "-features.xml"));
            out.write(("<features name='" + name + "' xmlns='http://karaf.apache.org/xmlns/features/v1.6.0'>"
                            + "<feature name='" + name + "' version='1.0.0'>" + more + "<bundle>mvn:com.example/" + name
                            + "/1.0.0</bundle></feature></features>")
                    .getBytes(StandardCharsets.UTF_8));
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                out.putNextEntry(new ZipEntry("repository/" + file.getKey()));
                out.write(file.getValue());
            }
        }
        return bytes.toByteArray();
    }

    /** Where the driver's own bundle is in a Maven repository. */
    static String path(String name) {
        return "com/example/" + name + "/1.0.0/" + name + "-1.0.0.jar";
    }

    /** A bundle with nothing in it. */
    static byte[] bundle(String name, String imports) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new JarOutputStream(bytes, manifest(name, imports)).close();
        return bytes.toByteArray();
    }

    /**
     * A bundle with one component that makes drivers.
     *
     * @param attributes more attributes of the component
     */
    static byte[] component(String name, String driver, Class<?> type, String attributes) throws IOException {
        Manifest manifest = manifest(name, "io.karge.driver");
        manifest.getMainAttributes().putValue("Service-Component", "OSGI-INF/driver.xml");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
            out.putNextEntry(new ZipEntry("OSGI-INF/driver.xml"));
            out.write(("<component xmlns='http://www.osgi.org/xmlns/scr/v1.3.0' name='" + driver + "' " + attributes
                            + "><implementation class='" + type.getName() + "'/><property name='driver' value='"
                            + driver + "'/><service><provide interface='io.karge.driver.StationDriverFactory'/>"
                            + "</service></component>")
                    .getBytes(StandardCharsets.UTF_8));
            put(out, type);
        }
        return bytes.toByteArray();
    }

    /** As Maven Central has many: classes, and nothing in the manifest. */
    static byte[] plainJar(Class<?> type) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(bytes)) {
            put(out, type);
        }
        return bytes.toByteArray();
    }

    private static void put(JarOutputStream out, Class<?> type) throws IOException {
        String file = type.getName().replace('.', '/') + ".class";
        try (InputStream in = type.getClassLoader().getResourceAsStream(file)) {
            out.putNextEntry(new ZipEntry(file));
            out.write(in.readAllBytes());
        }
    }

    private static Manifest manifest(String name, String imports) {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", name);
        main.putValue("Bundle-Version", "1.0.0");
        main.putValue("Import-Package", imports);
        return manifest;
    }
}
