package io.karge.failure;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.security.GeneralSecurityException;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What an exception says, in words for people who do not know Java: for problems, answers and lines of the log. The class of an
 * exception is named only where it is all that is known, or where it is a defect, for whoever mends that. Stateless.
 */
public final class FailureWords {
    private FailureWords() {}

    /**
     * Why something failed: words that go on after what failed, without a full stop. Of an exception that only carries another
     * one, those of that.
     */
    public static String of(Throwable failure) {
        Throwable speaking = failure;
        while (isWrapper(speaking) && speaking.getCause() != null) {
            speaking = speaking.getCause();
        }
        Throwable found = speaking;
        return known(found).orElseGet(() -> told(found));
    }

    /** As {@link #of}, of a file that should be the gateway's: where its user may not use it, how it is given to him. */
    public static String ofOwnFile(IOException failure) {
        if (!isDenied(failure)) {
            return of(failure);
        }
        String user = System.getProperty("user.name");
        String file = String.valueOf(((FileSystemException) failure).getFile());
        return "the gateway runs as the user " + user + ", who may not use " + file + ": chown " + user + ": " + file;
    }

    /** Whether the system did not let the gateway's user do it. */
    public static boolean isDenied(IOException failure) {
        return failure instanceof FileSystemException denied
                && denied.getFile() != null
                && (denied instanceof AccessDeniedException
                        || String.valueOf(denied.getReason()).contains("not permitted"));
    }

    /** As {@link #of}, of the innermost cause: what libraries put around it says where it passed, and not what it was. */
    public static String ofInnermost(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return of(innermost);
    }

    private static boolean isWrapper(Throwable failure) {
        String message = failure.getMessage();
        return message == null
                || message.isBlank()
                || message.equals(String.valueOf(failure.getCause()))
                || failure instanceof CompletionException
                || failure instanceof ExecutionException
                || failure instanceof UncheckedIOException;
    }

    private static Optional<String> known(Throwable cause) {
        if (cause instanceof FileSystemException file) {
            return Optional.of(file(file));
        } else if (cause instanceof UnknownHostException) {
            String host = cause.getMessage() == null
                    ? ""
                    : " by the name " + cause.getMessage().replaceFirst(": .*", "");
            return Optional.of("no host is known" + host);
        } else if (cause instanceof UnresolvedAddressException) {
            return Optional.of("no host is known by this name");
        } else if (cause instanceof NoRouteToHostException) {
            return Optional.of("there is no way to this host");
        } else if (cause instanceof ConnectException) {
            return Optional.of(with("nobody takes connections there", cause.getMessage()));
        } else if (cause instanceof SocketTimeoutException || cause instanceof TimeoutException) {
            return Optional.of(with("it took too long", cause.getMessage()));
        } else if (cause instanceof EOFException) {
            return Optional.of(with("it ended too early", cause.getMessage()));
        } else if (cause instanceof ClosedChannelException) {
            return Optional.of("it was closed meanwhile");
        } else if (cause instanceof CharacterCodingException) {
            return Optional.of("it is no text in UTF-8");
        } else if (cause instanceof OutOfMemoryError) {
            return Optional.of(with("there is not enough memory", cause.getMessage()));
        }
        return Optional.empty();
    }

    private static String file(FileSystemException failure) {
        String file = failure.getFile() == null ? "the file" : failure.getFile();
        if (failure instanceof NoSuchFileException) {
            return "there is no " + file;
        } else if (failure instanceof AccessDeniedException) {
            return "the user of the gateway may not use " + file;
        } else if (failure instanceof FileAlreadyExistsException) {
            return file + " is there already";
        } else if (failure instanceof NotDirectoryException) {
            return file + " is no folder";
        } else if (failure instanceof DirectoryNotEmptyException) {
            return file + " is not empty";
        }
        return failure.getReason() == null ? file + " cannot be used" : file + ": " + failure.getReason();
    }

    /** By itself: messages of our own and of the system are made to be read, those of a defect say little without its class. */
    private static String told(Throwable cause) {
        String message = cause.getMessage();
        String type = cause.getClass().getSimpleName();
        if (message == null || message.isBlank()) {
            return "a defect or an unknown reason (" + type + ")";
        }
        boolean words = cause instanceof IOException
                || cause instanceof GeneralSecurityException
                || cause.getClass() == IllegalArgumentException.class
                || cause.getClass() == IllegalStateException.class
                || cause.getClass() == NoSuchElementException.class
                || cause.getClass() == UnsupportedOperationException.class
                || cause.getClass().getName().startsWith("io.karge.");
        return words ? message : message + " (" + type + ")";
    }

    private static String with(String words, @Nullable String detail) {
        return detail == null || detail.isBlank() ? words : words + " (" + detail + ")";
    }
}
