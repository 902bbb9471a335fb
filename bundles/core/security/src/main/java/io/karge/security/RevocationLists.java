package io.karge.security;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The revocation lists that were fetched, for all stations of a gateway: each is fetched once, by one thread, and kept until it
 * says that there is another, a day at most; one that cannot be had is asked for again after ten minutes. Nothing that a list
 * says is believed here: whoever uses it compares it with its issuer. Thread-safe.
 */
public final class RevocationLists {
    /** As many octets may a list have. */
    public static final int MOST_OCTETS = 4_000_000;

    static final Duration KEPT = Duration.ofDays(1);
    static final Duration ASKED_AGAIN = Duration.ofMinutes(10);
    static final int MOST = 50;

    private static final Logger LOG = LoggerFactory.getLogger(RevocationLists.class);

    private final Source source;
    private final Supplier<Executor> threads;
    private final Supplier<Instant> now;
    private final Duration patience;
    private final Map<URI, Fetched> lists = new LinkedHashMap<>();

    /** Where lists are. */
    public interface Source {
        /**
         * Fetches a list. May block, and ends by itself in some seconds.
         *
         * @throws IOException when it cannot be had, or has more than {@link #MOST_OCTETS}
         */
        byte[] fetch(URI address) throws IOException;
    }

    /**
     * A list, or that there was none.
     *
     * @param asked when it was asked for
     * @param before what was there before, while this one is under way or failed
     */
    private record Fetched(CompletableFuture<Optional<X509CRL>> list, Instant asked, Optional<X509CRL> before) {}

    /**
     * @param threads gives an executor for each fetch, which may block
     * @param now the time of this machine, for what is kept how long
     * @param patience how long somebody waits for a list that is under way
     */
    public RevocationLists(Source source, Supplier<Executor> threads, Supplier<Instant> now, Duration patience) {
        this.source = source;
        this.threads = threads;
        this.now = now;
        this.patience = patience;
    }

    /** Has none and fetches none. */
    static RevocationLists none() {
        return new RevocationLists(
                address -> {
                    throw new IOException("no list is fetched");
                },
                () -> Runnable::run,
                () -> Instant.EPOCH,
                Duration.ZERO);
    }

    /** The list that is there; empty when it cannot be had in time. Waits for it, so never on a loop. */
    Optional<X509CRL> list(URI address) {
        Fetched fetched = fetched(address);
        try {
            Optional<X509CRL> list = fetched.list().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return list.isPresent() ? list : fetched.before();
        } catch (TimeoutException | ExecutionException e) {
            return fetched.before();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return fetched.before();
        }
    }

    private Fetched fetched(URI address) {
        CompletableFuture<Optional<X509CRL>> begun = new CompletableFuture<>();
        Fetched mine;
        synchronized (lists) {
            Fetched known = lists.get(address);
            Instant time = now.get();
            if (known != null && (!known.list().isDone() || time.isBefore(until(known)))) {
                return known;
            }
            Optional<X509CRL> before = known == null ? Optional.empty() : last(known);
            mine = new Fetched(begun, time, before);
            lists.remove(address);
            lists.put(address, mine);
            if (lists.size() > MOST) {
                lists.remove(lists.keySet().iterator().next());
            }
        }
        threads.get().execute(() -> begun.complete(fetch(address)));
        return mine;
    }

    private static Optional<X509CRL> last(Fetched known) {
        Optional<X509CRL> list = known.list().getNow(Optional.empty());
        return list.isPresent() ? list : known.before();
    }

    private static Instant until(Fetched known) {
        Instant day = known.asked().plus(KEPT);
        return known.list()
                .getNow(Optional.empty())
                .map(list -> next(list, day))
                .orElse(known.asked().plus(ASKED_AGAIN));
    }

    private static Instant next(X509CRL list, Instant day) {
        Instant next = list.getNextUpdate() == null ? day : list.getNextUpdate().toInstant();
        return next.isBefore(day) ? next : day;
    }

    private Optional<X509CRL> fetch(URI address) {
        try {
            byte[] list = source.fetch(address);
            return Optional.of(
                    (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(list)));
        } catch (IOException | GeneralSecurityException | RuntimeException e) { // whatever a reader throws at it
            LOG.warn("the revocation list {} cannot be had: {}", address, CertificateTexts.reason(e));
            return Optional.empty();
        }
    }
}
