package io.tidewatch.benchmarks.peer;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

/** An ONNX graph that is being written; every method that adds something returns its name. */
final class Graph {
  /** Operators of ONNX Runtime itself. */
  static final String MICROSOFT = "com.microsoft";

  private static final int OPSET = 20;
  private static final int IR_VERSION = 9;

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("encoder");
  private int names;

  String input(String name, TensorProto.DataType type, String... dimensions) {
    graph.addInput(value(name, type, dimensions));
    return name;
  }

  void output(String name, TensorProto.DataType type, String... dimensions) {
    graph.addOutput(value(name, type, dimensions));
  }

  String floats(float[] values, long... shape) {
    ByteBuffer raw = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    return constant(TensorProto.DataType.FLOAT, raw, shape);
  }

  String bytes(byte[] values, long... shape) {
    return constant(TensorProto.DataType.INT8, ByteBuffer.wrap(values), shape);
  }

  String longs(long... values) {
    ByteBuffer raw = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
    raw.asLongBuffer().put(values);
    return constant(TensorProto.DataType.INT64, raw, values.length);
  }

  String node(String operator, String... inputs) {
    return node("", operator, Map.of(), inputs);
  }

  /** Adds a node; attributes are whole numbers (Long) or fractions (Float). */
  String node(String domain, String operator, Map<String, Number> attributes, String... inputs) {
    return nodes(domain, operator, attributes, 1, inputs).getFirst();
  }

  List<String> nodes(
      String domain,
      String operator,
      Map<String, Number> attributes,
      int outputs,
      String... inputs) {
    String name = next(operator);
    List<String> produced =
        java.util.stream.IntStream.range(0, outputs).mapToObj(i -> name + "_" + i).toList();
    NodeProto.Builder node =
        NodeProto.newBuilder()
            .setName(name)
            .setDomain(domain)
            .setOpType(operator)
            .addAllInput(List.of(inputs))
            .addAllOutput(produced);
    attributes.forEach((key, number) -> node.addAttribute(attribute(key, number)));
    graph.addNode(node);
    return produced;
  }

  /** Gives a value a name of the caller's choice. */
  String named(String name, String value) {
    graph.addNode(
        NodeProto.newBuilder().setOpType("Identity").addInput(value).addOutput(name).setName(name));
    return name;
  }

  byte[] model() {
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain(MICROSOFT).setVersion(1))
        .setGraph(graph)
        .build()
        .toByteArray();
  }

  private String constant(TensorProto.DataType type, ByteBuffer raw, long... shape) {
    String name = next("constant");
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(type.getNumber())
            .setRawData(ByteString.copyFrom(raw));
    for (long size : shape) {
      tensor.addDims(size);
    }
    graph.addInitializer(tensor);
    return name;
  }

  private static AttributeProto attribute(String name, Number value) {
    AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name);
    return value instanceof Float fraction
        ? attribute.setType(AttributeProto.AttributeType.FLOAT).setF(fraction).build()
        : attribute.setType(AttributeProto.AttributeType.INT).setI(value.longValue()).build();
  }

  private static ValueInfoProto value(
      String name, TensorProto.DataType type, String... dimensions) {
    ai.onnx.proto.OnnxMl.TensorShapeProto.Builder shape =
        ai.onnx.proto.OnnxMl.TensorShapeProto.newBuilder();
    for (String dimension : dimensions) {
      shape.addDim(
          ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimParam(dimension));
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape)))
        .build();
  }

  private String next(String kind) {
    return kind + "_" + names++;
  }
}
