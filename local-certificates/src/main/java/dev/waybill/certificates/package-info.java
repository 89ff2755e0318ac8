/**
 * A certificate authority for development and tests: makes certificates, and writes them as PEM.
 */
@NullMarked
package dev.waybill.certificates;

import org.jspecify.annotations.NullMarked;
