package io.karge.driver;

/**
 * A fault that takes an EVSE (or the station) out of service until it is cleared. Warnings of a vendor that do not
 * stop anything are VendorEvents.
 *
 * @param code the code of the standard's appendix where there is one ({@code GroundFailure}, {@code HighTemperature}
 *     ...), else the vendor's
 * @param detail for people; may be empty
 */
public record Fault(String code, String detail) {
    public Fault {
        if (code.isBlank() || code.length() > 50) {
            throw new IllegalArgumentException("fault code '" + code + "': 1 to 50 characters are needed");
        }
    }
}
