package dev.waybill.common.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import build.buf.validate.MessageRules;
import build.buf.validate.Rule;
import build.buf.validate.ValidateProto;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MessageOptions;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import dev.waybill.common.config.StartupException;
import org.junit.jupiter.api.Test;

/** A contract whose rules cannot be compiled keeps a service from starting. */
final class RequestValidatorTest {
  @Test
  void reportsRulesThatCannotBeCompiledInOneLine() throws DescriptorValidationException {
    Descriptor broken = message("this.nothing(");

    assertThatExceptionOfType(StartupException.class)
        .isThrownBy(() -> RequestValidator.warm(broken))
        .withMessageStartingWith("the rules of message sample.Broken cannot be applied: ")
        .withMessageContaining("this.nothing(")
        .satisfies(failure -> assertThat(failure.getMessage()).hasLineCount(1));
  }

  private static Descriptor message(String rule) throws DescriptorValidationException {
    MessageRules rules =
        MessageRules.newBuilder()
            .addCel(Rule.newBuilder().setId("broken").setExpression(rule))
            .build();
    FileDescriptorProto file =
        FileDescriptorProto.newBuilder()
            .setName("broken.proto")
            .setSyntax("proto3")
            .setPackage("sample")
            .addDependency(ValidateProto.getDescriptor().getFullName())
            .addMessageType(
                DescriptorProto.newBuilder()
                    .setName("Broken")
                    .setOptions(
                        MessageOptions.newBuilder().setExtension(ValidateProto.message, rules)))
            .build();
    return FileDescriptor.buildFrom(file, new FileDescriptor[] {ValidateProto.getDescriptor()})
        .findMessageTypeByName("Broken");
  }
}
