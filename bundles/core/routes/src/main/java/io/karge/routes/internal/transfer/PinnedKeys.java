package io.karge.routes.internal.transfer;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.UserInfo;
import io.karge.station.TransferOutcome.Cause;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The host keys as the SSH client asks for them: the first that a server shows is pinned. For one connection. */
final class PinnedKeys implements HostKeyRepository {
    private static final Logger LOG = LoggerFactory.getLogger(PinnedKeys.class);

    private final KnownHosts hosts;
    private final String server;
    private @Nullable TransferFailure refusal;

    PinnedKeys(KnownHosts hosts, Location location) {
        this.hosts = hosts;
        server = KnownHosts.server(location.host(), location.port());
    }

    /** Why the server's key was not taken; null when it was. */
    @Nullable
    TransferFailure refusal() {
        return refusal;
    }

    @Override
    public int check(String host, byte[] key) {
        try {
            HostKey shown = new HostKey(server, key);
            KnownHosts.Entry entry = KnownHosts.Entry.of(server, shown.getType(), key);
            List<KnownHosts.Entry> pinned = hosts.of(server);
            if (pinned.isEmpty()) {
                hosts.pin(entry);
                LOG.info("server={} its first host key, {}, is pinned", server, entry.type());
            } else if (!pinned.contains(entry)) {
                refusal = new TransferFailure(
                        Cause.UNTRUSTED_SERVER,
                        "the host key of " + server + " is not the one that it showed first: if the server was changed"
                                + " on purpose, delete the line that begins with " + server
                                + " in store/known_hosts; if not, somebody stands between");
                return CHANGED;
            }
            return OK;
        } catch (TransferFailure e) {
            refusal = e;
        } catch (JSchException e) {
            refusal = new TransferFailure(
                    Cause.UNTRUSTED_SERVER, "the host key of " + server + " is of a kind that nobody here knows");
        }
        return CHANGED;
    }

    @Override
    public HostKey[] getHostKey() {
        return getHostKey(server, null);
    }

    /** With these the client asks the server for a key of a kind that is pinned. */
    @Override
    public HostKey[] getHostKey(String host, @Nullable String type) {
        List<HostKey> keys = new ArrayList<>();
        try {
            for (KnownHosts.Entry entry : hosts.of(server)) {
                if (type == null || type.equals(entry.type())) {
                    keys.add(new HostKey(server, Base64.getDecoder().decode(entry.key())));
                }
            }
        } catch (TransferFailure | JSchException | IllegalArgumentException e) {
            LOG.warn("server={} its line in store/known_hosts cannot be read: {}", server, e.getMessage());
        }
        return keys.toArray(HostKey[]::new);
    }

    @Override
    public void add(HostKey key, UserInfo user) {
        // it is pinned as it is checked
    }

    @Override
    public void remove(String host, String type) {
        // an administrator deletes the line
    }

    @Override
    public void remove(String host, String type, byte[] key) {
        // an administrator deletes the line
    }

    @Override
    public String getKnownHostsRepositoryID() {
        return "store/known_hosts";
    }
}
