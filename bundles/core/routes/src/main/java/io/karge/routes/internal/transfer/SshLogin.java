package io.karge.routes.internal.transfer;

import com.jcraft.jsch.UIKeyboardInteractive;
import com.jcraft.jsch.UserInfo;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Answers a server that asks for the password in a dialogue; nobody is there to be asked anything else. */
final class SshLogin implements UserInfo, UIKeyboardInteractive {
    private final String password;

    SshLogin(String password) {
        this.password = password;
    }

    @Override
    public String[] promptKeyboardInteractive(
            String destination, String name, String instruction, String[] prompts, boolean[] echo) {
        String[] answers = new String[prompts.length];
        Arrays.fill(answers, password);
        return answers;
    }

    @Override
    public @Nullable String getPassphrase() {
        return null;
    }

    @Override
    public String getPassword() {
        return password;
    }

    @Override
    public boolean promptPassword(String message) {
        return false; // it was given already
    }

    @Override
    public boolean promptPassphrase(String message) {
        return false;
    }

    @Override
    public boolean promptYesNo(String message) {
        return false;
    }

    @Override
    public void showMessage(String message) {
        // nobody is there
    }
}
