package io.karge.console;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.server.auth.password.PasswordAuthenticator;
import org.apache.sshd.server.auth.pubkey.PublickeyAuthenticator;
import org.apache.sshd.server.session.ServerSession;

/**
 * Tells who has entered the console by SSH, and who has tried to and gone: each session once, however many keys or passwords
 * it shows. On threads of the SSH server.
 */
final class Logins implements SessionListener {

    /** Hears of a login. */
    interface Listener {
        /**
         * A session is authenticated, or has ended without being.
         *
         * @param user as he called himself; empty where he did not
         * @param origin the address
         */
        void ended(String user, String origin, boolean accepted);
    }

    /** As whom somebody wants to enter; SSH itself knows a user only when he has. */
    private static final AttributeRepository.AttributeKey<String> WHO = new AttributeRepository.AttributeKey<>();

    private final Listener listener;

    Logins(Listener listener) {
        this.listener = listener;
    }

    /** The same, and remembers who is asked about. */
    PasswordAuthenticator watchingPasswords(PasswordAuthenticator passwords) {
        return (user, password, session) -> {
            session.setAttribute(WHO, user);
            return passwords.authenticate(user, password, session);
        };
    }

    /** The same, and remembers who is asked about. */
    PublickeyAuthenticator watchingKeys(PublickeyAuthenticator keys) {
        return (user, key, session) -> {
            session.setAttribute(WHO, user);
            return keys.authenticate(user, key, session);
        };
    }

    @Override
    public void sessionEvent(Session session, Event event) {
        if (event == Event.Authenticated) {
            listener.ended(user(session), origin(session), true);
        }
    }

    /** Who has shown neither password nor key has not tried: whoever looks whether the port is open. */
    @Override
    public void sessionClosed(Session session) {
        if (!session.isAuthenticated() && !user(session).isEmpty()) {
            listener.ended(user(session), origin(session), false);
        }
    }

    private static String user(Session session) {
        String user = session.getAttribute(WHO);
        return user == null ? "" : user;
    }

    private static String origin(Session session) {
        SocketAddress address =
                session instanceof ServerSession server ? server.getClientAddress() : session.getRemoteAddress();
        return address instanceof InetSocketAddress inet ? inet.getHostString() : String.valueOf(address);
    }
}
