/** The driver of the HYC 200 EU. */
@NullMarked
package io.karge.driver.hyc200eu;

import org.jspecify.annotations.NullMarked;
