package io.tidewatch.sentiment.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * TorchScript source of a post-norm BERT encoder with mean pooling, over a word table that stays in
 * its 4-bit form: only the rows of the words in a batch are ever widened.
 */
final class BertScript {
  private static final String BFLOAT16 = "15";
  private static final String FLOAT32 = "6";
  private static final int BLOCK = 32;
  private static final List<String> PRODUCTS = List.of("qkv", "out", "up", "down");

  private static final String PACKED_LINEAR =
      """
        def linear(self: __torch__.SentimentModel,
          x: Tensor,
          weight: Tensor,
          bias: Tensor) -> Tensor:
          if ops.prim.is_mkldnn(weight):
            product = ops.mkldnn._linear_pointwise(x, weight, bias, "none", annotate(List[Optional[number]], []), "")
          else:
            product = torch.linear(x, weight, bias)
          return product
        def raised(self: __torch__.SentimentModel,
          x: Tensor,
          weight: Tensor,
          bias: Tensor) -> Tensor:
          if ops.prim.is_mkldnn(weight):
            product = ops.mkldnn._linear_pointwise(x, weight, bias, "gelu", annotate(List[Optional[number]], []), "none")
          else:
            product = torch.gelu(torch.linear(x, weight, bias))
          return product
      """;

  private final EncoderShape shape;
  private final Precision precision;
  private final String weights;
  private final boolean packed;
  private final String linear;
  private final List<String> lines = new ArrayList<>();

  /**
   * Writes the lines of one script.
   *
   * @param weights what stands before the name of a weight: a field of the module, or nothing for a
   *     local variable
   */
  private BertScript(EncoderShape shape, Precision precision, String weights) {
    this.shape = shape;
    this.precision = precision;
    this.weights = weights;
    this.packed = precision == Precision.BF16 && !weights.isEmpty();
    this.linear = packed ? "(self).linear" : "torch.linear";
  }

  /**
   * Returns the source of a module whose {@code forward} takes token ids and attention mask.
   *
   * @param headLayers linear layers after the pooling, GELU between them; 0 returns the pooled
   *     vector
   */
  static String source(
      EncoderShape shape, Precision precision, int headLayers, List<String> attributes) {
    BertScript script = new BertScript(shape, precision, "self.");
    boolean packs = precision == Precision.BF16;
    if (packs) {
      script.pack();
    }
    return module(
            List.of(),
            attributes,
            List.of("input_ids", "attention_mask"),
            script.body(headLayers, "pooled"))
        + (packs ? PACKED_LINEAR : "");
  }

  /**
   * Returns the source of a module that learns. Its weights lie in a few flat parameters, which are
   * cast and cut once a call, so that an optimizer meets a few long arrays. {@code forward} takes a
   * third input: a number that is not 0 drops values of the pooled vector.
   */
  static String trainableSource(
      EncoderShape shape, Precision precision, int headLayers, double dropout, FlatWeights flat) {
    BertScript script = new BertScript(shape, precision, "");
    flat.locals(precision == Precision.BF16 ? BFLOAT16 : FLOAT32).forEach(script.lines::add);
    script.add("dropping = bool(dropout)");
    String pooled = "torch.dropout(pooled, %s, dropping)".formatted(dropout);
    return module(
        flat.parameters(),
        flat.buffers(),
        List.of("input_ids", "attention_mask", "dropout"),
        script.body(headLayers, pooled));
  }

  private static String module(
      List<String> parameters, List<String> buffers, List<String> inputs, List<String> body) {
    return "class SentimentModel(Module):\n"
        + "  __parameters__ = ["
        + each(parameters, "\"%s\", ")
        + "]\n"
        + "  __buffers__ = ["
        + each(buffers, "\"%s\", ")
        + "]\n"
        + each(parameters, "  %s : Tensor\n")
        + each(buffers, "  %s : Tensor\n")
        + "  training : bool\n"
        + "  _is_full_backward_hook : Optional[bool]\n"
        + "  def forward(self: __torch__.SentimentModel"
        + each(inputs, ",\n    %s: Tensor")
        + ") -> Tensor:\n"
        + each(body, "    %s\n");
  }

  /**
   * The first call on a processor puts the weights into the order in which its products read them.
   * Else every call would do so, which took a quarter of the time of a small batch.
   */
  private void pack() {
    String last = "self.layer_%d_down_weight".formatted(shape.layers() - 1);
    add("if torch.__or__(ops.prim.is_mkldnn(%s), ops.prim.is_cuda(%s)):", last, last);
    add("  pass");
    add("else:");
    for (int i = 0; i < shape.layers(); i++) {
      for (String product : PRODUCTS) {
        String weight = "self.layer_%d_%s_weight".formatted(i, product);
        add("  %s = ops.mkldnn._reorder_linear_weight(%s, None)", weight, weight);
      }
    }
  }

  private static String each(List<String> values, String form) {
    return values.stream().map(form::formatted).collect(Collectors.joining());
  }

  private List<String> body(int headLayers, String vector) {
    embeddings();
    for (int layer = 0; layer < shape.layers(); layer++) {
      layer(layer);
    }
    add(
        "pooled = torch.div(torch.sum(torch.mul(x%d, torch.unsqueeze(mask, 2)), [1]),"
            + " torch.sum(mask, [1], True))",
        shape.layers());
    String last = vector;
    for (int i = 0; i < headLayers; i++) {
      String in = i == 0 ? last : "torch.gelu(" + last + ")";
      last = "head_" + i;
      add(
          "%s = torch.linear(%s, %shead_%d_weight, %shead_%d_bias)",
          last, in, weights, i, weights, i);
    }
    add("return %s", last);
    return lines;
  }

  /** Byte j of a block carries value j in its low four bits and value j + 16 in its high four. */
  private void embeddings() {
    int blocks = shape.hidden() / BLOCK;
    add("b = torch.size(input_ids, 0)");
    add("s = torch.size(input_ids, 1)");
    add("mask = torch.to(attention_mask, %s)", FLOAT32);
    add("bias = %s", narrow("torch.reshape(torch.mul(torch.sub(mask, 1.), 10000.), [b, 1, 1, s])"));
    add("flat = torch.reshape(input_ids, [-1])");
    add(
        "packed = torch.reshape(torch.index_select(self.word_nibbles, 0, flat), [-1, %d, %d])",
        blocks, BLOCK / 2);
    add("low = torch.bitwise_and(packed, 15)");
    add("high = torch.bitwise_right_shift(packed, 4)");
    add("steps = torch.sub(torch.to(torch.cat([low, high], 2), %s), 8.)", FLOAT32);
    add("scales = torch.to(torch.index_select(self.word_scales, 0, flat), %s)", FLOAT32);
    add(
        "words = torch.reshape(torch.mul(steps, torch.unsqueeze(scales, 2)), [b, s, %d])",
        shape.hidden());
    add("placed = torch.add(words, torch.slice(%sposition_weight, 0, 0, s))", weights);
    add("typed = torch.add(placed, torch.select(%stoken_type_weight, 0, 0))", weights);
    add("x0 = %s", norm("typed", "embedding_norm"));
  }

  private void layer(int i) {
    String w = weights + "layer_" + i + "_";
    String in = "x" + i;
    int width = shape.hidden() / shape.heads();
    add(
        "qkv%d = torch.permute(torch.reshape(%s(%s, %sqkv_weight, %sqkv_bias),"
            + " [b, s, 3, %d, %d]), [2, 0, 3, 1, 4])",
        i, linear, narrow(in), w, w, shape.heads(), width);
    add(
        "mixed%d = torch.scaled_dot_product_attention(torch.select(qkv%d, 0, 0),"
            + " torch.select(qkv%d, 0, 1), torch.select(qkv%d, 0, 2), bias)",
        i, i, i, i);
    add(
        "joined%d = torch.reshape(torch.transpose(mixed%d, 1, 2), [b, s, %d])",
        i, i, shape.hidden());
    add(
        "attended%d = %s",
        i, widen("%s(joined%d, %sout_weight, %sout_bias)".formatted(linear, i, w, w)));
    add(
        "h%d = %s",
        i, norm("torch.add(%s, attended%d)".formatted(in, i), "layer_" + i + "_out_norm"));
    String up = "%s, %sup_weight, %sup_bias".formatted(narrow("h" + i), w, w);
    add("wide%d = " + (packed ? "(self).raised(%s)" : "torch.gelu(torch.linear(%s))"), i, up);
    add(
        "fed%d = %s",
        i, widen("%s(wide%d, %sdown_weight, %sdown_bias)".formatted(linear, i, w, w)));
    add(
        "x%d = %s",
        i + 1, norm("torch.add(h%d, fed%d)".formatted(i, i), "layer_" + i + "_down_norm"));
  }

  private String norm(String value, String name) {
    return "torch.layer_norm(%s, [%d], %s%s_weight, %s%s_bias, %s)"
        .formatted(value, shape.hidden(), weights, name, weights, name, shape.layerNormEpsilon());
  }

  private String narrow(String value) {
    return precision == Precision.BF16 ? "torch.to(" + value + ", " + BFLOAT16 + ")" : value;
  }

  private String widen(String value) {
    return precision == Precision.BF16 ? "torch.to(" + value + ", " + FLOAT32 + ")" : value;
  }

  private void add(String line, Object... values) {
    lines.add(line.formatted(values));
  }
}
