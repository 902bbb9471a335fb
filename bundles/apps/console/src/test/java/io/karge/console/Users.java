package io.karge.console;

import java.io.IOException;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginException;
import javax.security.auth.spi.LoginModule;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;

/** Lets everybody in, by whatever key, with the roles that the user's name lists: {@code viewer-ssh}. */
public final class Users implements LoginModule {
    private final NameCallback name = new NameCallback("name");
    private Subject subject = new Subject();
    private CallbackHandler handler = callbacks -> {};

    static void install() {
        Configuration.setConfiguration(new Configuration() {
            @Override
            public AppConfigurationEntry[] getAppConfigurationEntry(String realm) {
                return new AppConfigurationEntry[] {
                    new AppConfigurationEntry(Users.class.getName(), LoginModuleControlFlag.REQUIRED, Map.of())
                };
            }
        });
    }

    @Override
    public void initialize(Subject whose, CallbackHandler asked, Map<String, ?> state, Map<String, ?> options) {
        subject = whose;
        handler = asked;
    }

    @Override
    public boolean login() throws LoginException {
        try {
            handler.handle(new Callback[] {name});
            return true;
        } catch (IOException | UnsupportedCallbackException e) {
            throw new LoginException(e.toString());
        }
    }

    @Override
    public boolean commit() {
        for (String role : name.getName().split("-", -1)) {
            subject.getPrincipals().add(new RolePrincipal(role));
        }
        return true;
    }

    @Override
    public boolean abort() {
        return true;
    }

    @Override
    public boolean logout() {
        return true;
    }
}
