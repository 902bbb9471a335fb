package io.karge.transfer.testkit;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.ftpserver.ftplet.DefaultFtpReply;
import org.apache.ftpserver.ftplet.DefaultFtplet;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpReply;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.ftplet.FtpSession;
import org.apache.ftpserver.ftplet.FtpletResult;
import org.jspecify.annotations.Nullable;

/** The faults of an FTP server that its replies show. */
final class FtpFaults extends DefaultFtplet {
    /** The session whose command runs on this thread. */
    static final ThreadLocal<@Nullable FtpSession> SESSION = new ThreadLocal<>();

    private static final Set<String> TRANSFERS = Set.of("RETR", "STOR", "APPE");

    private final Faults faults;
    private final List<String> commands;

    FtpFaults(Faults faults, List<String> commands) {
        this.faults = faults;
        this.commands = commands;
    }

    @Override
    public FtpletResult beforeCommand(FtpSession session, FtpRequest request) throws FtpException {
        SESSION.set(session);
        String command = request.getCommand().toUpperCase(Locale.ROOT);
        String argument = request.getArgument() == null ? "" : request.getArgument();
        commands.add(command.equals("PASS") ? command : (command + " " + argument).strip());
        if (TRANSFERS.contains(command)) {
            faults.asked();
        }
        FtpReply refusal = refusal(session, command, argument);
        if (refusal == null) {
            return FtpletResult.DEFAULT;
        }
        session.write(refusal);
        return FtpletResult.SKIP;
    }

    private @Nullable FtpReply refusal(FtpSession session, String command, String argument) {
        Fault fault = faults.current();
        boolean transfer = TRANSFERS.contains(command);
        if (fault instanceof Fault.RefuseLogin && command.equals("PASS")) {
            return new DefaultFtpReply(530, "Login incorrect.");
        }
        if (fault instanceof Fault.ErrorReply error && transfer) {
            return new DefaultFtpReply(error.code(), "Not now.");
        }
        if (fault instanceof Fault.NoResume && command.equals("REST")) {
            return new DefaultFtpReply(502, "Not implemented.");
        }
        if (fault instanceof Fault.RequireProtection) {
            if (transfer && !session.getDataConnection().isSecure()) {
                return new DefaultFtpReply(522, "Protection level P is required.");
            }
            if (command.equals("PROT") && argument.equalsIgnoreCase("C")) {
                return new DefaultFtpReply(534, "Protection level C is denied.");
            }
        }
        return null;
    }
}
