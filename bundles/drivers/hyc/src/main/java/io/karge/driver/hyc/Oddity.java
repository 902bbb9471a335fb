package io.karge.driver.hyc;

/**
 * Something in the registers that cannot be, or that contradicts itself, and was read around.
 *
 * @param evseId 0 for the station
 */
record Oddity(int evseId, String what) {}
