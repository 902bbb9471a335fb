package io.karge.transport;

import io.karge.ocpp.Frame;

/**
 * The station's side of a connection. Every method is called on the station's loop, in a step of its own: never inside
 * a call to {@link OcppConnection}.
 */
public interface OcppConnectionListener {

    /** The WebSocket is open. */
    void connected();

    /**
     * The WebSocket is gone; the open CALL was told so before. Reconnection is under way unless the station closed the
     * connection itself.
     *
     * @param cause for people
     */
    void disconnected(String cause);

    /**
     * An attempt to connect failed; the next follows after the back-off, or at once where {@link CsmsEndpoints#atOnce} says so,
     * and asks for its endpoint then.
     */
    void attemptFailed(WebSocketFailure failure);

    /**
     * The CSMS sent a CALL, not yet compared with its definition. The station answers it with {@link
     * OcppConnection#answer} or {@link OcppConnection#refuse}; the next CALL is handed over after that.
     */
    void called(Frame.Call call);

    /**
     * The CSMS sent what is no message of OCPP-J: no array of JSON, an unknown message type, a message id that is in use, or
     * binary data (Part 4, 4). What is to be answered is answered.
     *
     * @param what for people; words of the other side may be in it
     */
    void receivedInvalid(String what);

    /** A CALL to the CSMS has ended and the next may be sent. */
    void idle();
}
