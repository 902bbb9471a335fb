package io.karge.driver.hyc;

import io.karge.driver.CommandResult.Accepted;
import io.karge.driver.FirmwareState;
import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareCommand.AllowEnergy;
import io.karge.driver.HardwareCommand.CollectLogs;
import io.karge.driver.HardwareCommand.InstallFirmware;
import io.karge.driver.HardwareCommand.SetLimit;
import io.karge.driver.HardwareCommand.StopEnergy;
import io.karge.driver.HardwareEvent;
import io.karge.driver.StationModel;
import io.karge.driver.modbus.ModbusLink;
import io.karge.driver.polling.NotSentException;
import io.karge.driver.polling.Outcome;
import io.karge.driver.polling.PolledHardware;
import io.karge.driver.polling.Preparation;
import io.karge.driver.polling.RefusedException;
import io.karge.failure.FailureWords;
import io.karge.time.TimeSource;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A Hypercharger, asked over its registers. It has one place for a command and one for a result: each command is written
 * once, in one request, with the next sequence number, and its result is read back.
 */
final class HycHardware implements PolledHardware<RegisterSnapshot> {
    private static final int BUSY = 0;
    private static final int SEQUENCE_MASK = 0xFFFF;
    private static final Set<FirmwareState> AT_IT =
            EnumSet.of(FirmwareState.RECEIVING, FirmwareState.VERIFIED, FirmwareState.INSTALLING);

    private final StationModel model;
    private final ModbusLink link;
    private final @Nullable ImageFolder images;
    private final TimeSource time;
    private final PowerLimits limits;
    private int sequence;
    private volatile boolean transferring;
    /** An image is on its way to the cabinet, which has not shown yet that it is at it. */
    private boolean handing;

    /** @param images null where gateway and cabinet share no folder */
    HycHardware(StationModel model, ModbusLink link, @Nullable ImageFolder images, TimeSource time) {
        this.model = model;
        this.link = link;
        this.images = images;
        this.time = time;
        this.limits = new PowerLimits(model);
    }

    @Override
    public RegisterSnapshot read(@Nullable RegisterSnapshot before) throws IOException {
        return RegisterSnapshot.read(link, model, before, time);
    }

    @Override
    public RegisterSnapshot read(RegisterSnapshot before, int evseId) throws IOException {
        return before.reread(link, model.evse(evseId), time);
    }

    @Override
    public List<HardwareEvent> occurrences(RegisterSnapshot before, RegisterSnapshot now, Instant at) {
        tidy(now);
        return HycEvents.between(before, now, at);
    }

    @Override
    public List<HardwareEvent> meanwhile(@Nullable RegisterSnapshot before, RegisterSnapshot now, Instant at) {
        tidy(now);
        return HycEvents.meanwhile(before, now, at);
    }

    /** An image that the cabinet is done with, or never heard of, does not stay in the shared folder. */
    private void tidy(RegisterSnapshot now) {
        if (AT_IT.contains(now.update().state())) {
            handing = false;
        } else if (!handing && images != null) {
            images.tidy();
        }
    }

    @Override
    public HardwareEvent oddity(String what, Instant at) {
        return HycEvents.odd(at, 0, what);
    }

    @Override
    public Outcome perform(HardwareCommand command) throws IOException {
        if (command instanceof SetLimit limit) {
            limits.set(limit.evseId(), limit.limitW());
            limits.write(link, limit.evseId(), time.nanoTime());
            return Outcome.accepted();
        } else if (command instanceof AllowEnergy allow) {
            limits.setForSession(allow.evseId(), allow.limitW());
        } else if (command instanceof StopEnergy stop) {
            limits.setForSession(stop.evseId(), null);
        }
        if (command instanceof CollectLogs collect) {
            RegisterDump.write(link, model, time.wallClock(), collect.folder());
            return Outcome.accepted();
        }
        CommandBlock block = block(command);
        if (block == null) {
            return Outcome.notSupported();
        }
        sequence = nextSequence();
        link.write(CommandBlock.SEQUENCE, block.registers(sequence));
        return ask(command);
    }

    private @Nullable CommandBlock block(HardwareCommand command) throws IOException {
        if (command instanceof InstallFirmware install) {
            return images().command(install.sha256());
        }
        return CommandBlock.of(command, limits);
    }

    private int nextSequence() throws IOException {
        try {
            return link.readHolding(CommandBlock.SEQUENCE, 1)[0] + 1 & SEQUENCE_MASK;
        } catch (RefusedException e) {
            throw e;
        } catch (IOException e) {
            throw new NotSentException(e);
        }
    }

    @Override
    public Outcome ask(HardwareCommand command) throws IOException {
        int[] executed = link.readInput(CommandBlock.EXECUTED, 2);
        boolean takenUp = executed[0] == sequence;
        if (!takenUp || executed[1] == BUSY) {
            return new Outcome.Open(takenUp);
        }
        return switch (executed[1]) {
            case 1 -> new Outcome.Done(new Accepted());
            case 2 -> rejected(command, "the cabinet rejected it");
            case 3 -> rejected(command, "the cabinet failed to do it");
            default -> Outcome.rejected("the cabinet answered with the impossible result " + executed[1]);
        };
    }

    private Outcome rejected(HardwareCommand command, String why) {
        if (command instanceof InstallFirmware) {
            handing = false;
        }
        return Outcome.rejected(why);
    }

    @Override
    public boolean renew() throws IOException {
        return limits.renew(link, time.nanoTime());
    }

    /** Firmware goes into the folder that the cabinet fetches it from. */
    @Override
    public Optional<Preparation> prepare(HardwareCommand command) throws IOException {
        if (!(command instanceof InstallFirmware install)) {
            return Optional.empty();
        }
        ImageFolder folder = images();
        if (transferring) {
            throw new RefusedException("another firmware image is on its way to the cabinet");
        }
        try {
            Preparation transfer = new Transfer(folder.begin(install.image(), install.sha256()));
            transferring = true;
            handing = true;
            return Optional.of(transfer);
        } catch (IOException e) {
            throw notTransferred(e);
        }
    }

    private ImageFolder images() throws RefusedException {
        if (images == null) {
            throw new RefusedException(
                    "driverUri has no option transferFolder: name the folder that the gateway and the cabinet share");
        }
        return images;
    }

    private static RefusedException notTransferred(IOException e) {
        return new RefusedException("the firmware image did not get to the cabinet: " + FailureWords.of(e));
    }

    @Override
    public void close() {
        link.close();
    }

    private final class Transfer implements Preparation {
        private final FirmwareTransfer transfer;

        Transfer(FirmwareTransfer transfer) {
            this.transfer = transfer;
        }

        @Override
        public boolean step() throws IOException {
            try {
                if (transfer.step()) {
                    return true;
                }
                transfer.finish();
                return false;
            } catch (IOException e) {
                handing = false;
                throw notTransferred(e);
            }
        }

        @Override
        public void close() throws IOException {
            transferring = false;
            transfer.close();
        }
    }
}
