/** The service that keeps samples. */
@NullMarked
package dev.waybill.template;

import org.jspecify.annotations.NullMarked;
