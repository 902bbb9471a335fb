package io.karge.shell;

import io.karge.runtime.FirmwareView;
import io.karge.shell.table.Rows;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

@Service
@Command(
        scope = "station",
        name = "firmware",
        description = "Shows the firmware of a station, and how far its latest update is")
public final class StationFirmwareCommand extends StationCommand {
    @Override
    protected void run() throws Exception {
        FirmwareView firmware = Answers.of(gateway.firmware(stationId));
        Rows.printOne(System.out, json ? firmware : FirmwareDetails.of(firmware), json);
    }
}
