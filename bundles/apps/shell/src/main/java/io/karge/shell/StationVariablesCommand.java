package io.karge.shell;

import io.karge.ocpp.types.ReportDataType;
import io.karge.ocpp.types.VariableAttributeType;
import io.karge.shell.table.Rows;
import io.karge.station.DeviceModel;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

@Service
@Command(scope = "station", name = "variables", description = "Shows the device model of a station")
public final class StationVariablesCommand extends StationCommand {
    @Option(name = "--component", description = "Only this component")
    @Completion(ComponentNames.class)
    @Nullable
    String component;

    @Override
    protected void run() throws Exception {
        List<ReportDataType> variables = Answers.of(gateway.variables(stationId, component));
        List<Row> rows = variables.stream()
                .flatMap(data -> data.variableAttribute().stream().map(attribute -> Row.of(data, attribute)))
                .toList();
        Rows.print(System.out, Row.class, rows, "The station has no variable yet", json);
    }

    record Row(
            String variable,
            String attribute,
            @Nullable String value,
            @Nullable String mutability) {
        static Row of(ReportDataType data, VariableAttributeType attribute) {
            return new Row(
                    DeviceModel.key(data.component(), data.variable()).toString(),
                    DeviceModel.attribute(attribute.type()).wire(),
                    attribute.value(),
                    attribute.mutability() == null
                            ? null
                            : attribute.mutability().wire());
        }
    }
}
