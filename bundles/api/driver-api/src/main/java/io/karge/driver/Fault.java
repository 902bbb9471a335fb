package io.karge.driver;

/**
 * A fault that takes an EVSE (or the station) out of service until it is cleared. Warnings of a vendor that do not
 * stop anything are VendorEvents.
 *
 * @param code the code of the standard's appendix where there is one ({@code GroundFailure}, {@code HighTemperature}
 *     ...), else the vendor's
 * @param detail for people; may be empty
 * @param vendorCode the maker's own code, empty when there is none or only the model knows it
 * @param connectorId the connector that has the fault, where the EVSE has several and the others go on; 0 when it is the
 *     EVSE's, or the station's, as a whole
 */
public record Fault(String code, String detail, String vendorCode, int connectorId) {
    /** The code of a fault for which the standard has no word; the detail says what it is. */
    public static final String OTHER = "OtherError";

    public Fault(String code, String detail) {
        this(code, detail, "");
    }

    /** A fault of the EVSE or the station as a whole. */
    public Fault(String code, String detail, String vendorCode) {
        this(code, detail, vendorCode, 0);
    }

    public Fault {
        if (code.isBlank() || code.length() > 50) {
            throw new IllegalArgumentException("fault code '" + code + "': 1 to 50 characters are needed");
        }
        if (connectorId < 0) {
            throw new IllegalArgumentException("fault connectorId is " + connectorId + ", it counts from 1, 0 is all");
        }
    }

    /** The same fault of one connector, or with 0 of the whole EVSE. */
    public Fault atConnector(int id) {
        return new Fault(code, detail, vendorCode, id);
    }

    /** Whether the connector cannot serve because of it. */
    public boolean concerns(int id) {
        return connectorId == 0 || connectorId == id;
    }
}
