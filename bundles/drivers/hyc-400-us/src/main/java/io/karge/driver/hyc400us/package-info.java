/** The driver of the HYC 400 US. */
@NullMarked
package io.karge.driver.hyc400us;

import org.jspecify.annotations.NullMarked;
