package io.karge.transfer.testkit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file server on loopback, on a free port, from its making until it is closed. It serves the files of one folder and
 * puts into it what is uploaded. Callable on any thread.
 */
public interface FileServer extends AutoCloseable {
    /** Who may log in. */
    String USER = "op";

    /** With characters that a URL must encode. */
    String PASSWORD = "p$a(ss@";

    /** The scheme of its URLs. */
    String scheme();

    int port();

    /** The folder with the files. */
    Path folder();

    /** From now on this is wrong. */
    void fault(Fault fault);

    /**
     * The next transfer of this file, or of one in this folder, stops when so many octets have moved: nothing more of it moves,
     * and nothing is answered, until the server closes, at most for a minute. Those after it go as always.
     *
     * @param name of a folder it ends with a slash
     * @param reached is told when it has stopped, on a thread of the server
     */
    void stallNext(String name, long octets, Runnable reached);

    /** How many transfers (downloads and uploads) were asked for, refused ones included. */
    int transfers();

    /** The most transfers that ran at once. */
    int mostAtOnce();

    /** The place of a file, with user and password. */
    default String url(String name) {
        return url(USER, PASSWORD, name);
    }

    /** The place of a file as somebody else. */
    default String url(String user, String password, String name) {
        return scheme() + "://" + encoded(user) + ":" + encoded(password) + "@localhost:" + port() + "/" + name;
    }

    /** The place of a file without user and password. */
    default String bareUrl(String name) {
        return scheme() + "://localhost:" + port() + "/" + name;
    }

    /** Puts a file there to be downloaded. */
    default void serve(String name, byte[] content) {
        Folders.write(folder().resolve(name), content);
    }

    /** A file of the folder, such as one that was uploaded; of an upload that runs or broke, what has arrived. */
    default Optional<byte[]> file(String name) {
        return Folders.read(folder().resolve(name));
    }

    @Override
    void close();

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
