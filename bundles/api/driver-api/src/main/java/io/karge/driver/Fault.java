package io.karge.driver;

/**
 * A fault that takes an EVSE (or the station) out of service until it is cleared. Warnings of a vendor that do not
 * stop anything are VendorEvents.
 *
 * @param code the code of the standard's appendix where there is one ({@code GroundFailure}, {@code HighTemperature}
 *     ...), else the vendor's
 * @param detail for people; may be empty
 * @param vendorCode the maker's own code, empty when there is none or only the model knows it
 */
public record Fault(String code, String detail, String vendorCode) {
    /** The code of a fault for which the standard has no word; the detail says what it is. */
    public static final String OTHER = "OtherError";

    public Fault(String code, String detail) {
        this(code, detail, "");
    }

    public Fault {
        if (code.isBlank() || code.length() > 50) {
            throw new IllegalArgumentException("fault code '" + code + "': 1 to 50 characters are needed");
        }
    }
}
