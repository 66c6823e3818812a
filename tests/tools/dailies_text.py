"""Words that make_dailies.py makes invented papers of: pairs of Chinese and English that say the same.

Nothing here is anybody's paper. Topics, methods and settings are combined freely, and the sentences around them are
general enough to fit any of them. Chinese punctuation is full-width; the generator writes it half-width, as dailies
are pasted, unless it is told otherwise.
"""

# tag of the legend, Chinese, English
TOPICS = [
    ('LG', '表格数据分类', 'Tabular Classification'), ('LG', '时间序列预测', 'Time Series Forecasting'),
    ('LG', '联邦学习', 'Federated Learning'), ('LG', '图节点表示', 'Graph Node Representation'),
    ('LG', '超参数搜索', 'Hyperparameter Search'), ('LG', '因果效应估计', 'Causal Effect Estimation'),
    ('LG', '离线强化学习', 'Offline Reinforcement Learning'), ('LG', '贝叶斯推断', 'Bayesian Inference'),
    ('LG', '分子性质预测', 'Molecular Property Prediction'), ('LG', '异常检测', 'Anomaly Detection'),
    ('CV', '图像分割', 'Image Segmentation'), ('CV', '三维重建', '3D Reconstruction'),
    ('CV', '视频插帧', 'Video Frame Interpolation'), ('CV', '小目标检测', 'Small Object Detection'),
    ('CV', '医学影像配准', 'Medical Image Registration'), ('CV', '图像去噪', 'Image Denoising'),
    ('CV', '人体姿态估计', 'Human Pose Estimation'), ('CV', '文档版面分析', 'Document Layout Analysis'),
    ('CV', '遥感变化检测', 'Change Detection in Remote Sensing'), ('CV', '图像压缩', 'Image Compression'),
    ('CL', '机器翻译', 'Machine Translation'), ('CL', '长文档问答', 'Long-Document Question Answering'),
    ('CL', '文本摘要', 'Text Summarization'), ('CL', '命名实体识别', 'Named Entity Recognition'),
    ('CL', '对话状态跟踪', 'Dialogue State Tracking'), ('CL', '语言模型对齐', 'Language Model Alignment'),
    ('CL', '古籍标点', 'Punctuating Classical Chinese'), ('CL', '代码生成', 'Code Generation'),
    ('CL', '语义检索', 'Semantic Retrieval'), ('CL', '事实核查', 'Fact Checking'),
    ('AS', '语音识别', 'Speech Recognition'), ('AS', '声源分离', 'Source Separation'),
    ('AS', '歌声合成', 'Singing Voice Synthesis'), ('AS', '音频事件检测', 'Audio Event Detection'),
    ('AS', '说话人确认', 'Speaker Verification'), ('RO', '灵巧手抓取', 'Dexterous Grasping'),
    ('RO', '四足机器人行走', 'Quadruped Locomotion'), ('RO', '视觉导航', 'Visual Navigation'),
    ('RO', '多机协同规划', 'Multi-Robot Planning'), ('RO', '触觉定位', 'Tactile Localization'),
]

METHODS = [
    ('扩散先验', 'Diffusion Priors'), ('稀疏注意力', 'Sparse Attention'), ('自监督预训练', 'Self-Supervised Pretraining'),
    ('课程采样', 'Curriculum Sampling'), ('状态空间模型', 'State Space Models'), ('低秩校正', 'Low-Rank Correction'),
    ('可微渲染', 'Differentiable Rendering'), ('对比学习', 'Contrastive Learning'), ('不确定性加权', 'Uncertainty Weighting'),
    ('检索增强', 'Retrieval Augmentation'), ('混合专家', 'Mixtures of Experts'), ('量化感知训练', 'Quantization-Aware Training'),
    ('神经算子', 'Neural Operators'), ('知识蒸馏', 'Knowledge Distillation'), ('主动标注', 'Active Labelling'),
    ('最优传输', 'Optimal Transport'), ('符号回归', 'Symbolic Regression'), ('元学习初始化', 'Meta-Learned Initialization'),
    ('分层记忆', 'Hierarchical Memory'), ('等变网络', 'Equivariant Networks'), ('提示集成', 'Prompt Ensembles'),
    ('过程奖励', 'Process Rewards'), ('频域滤波', 'Frequency Filtering'), ('掩码自编码', 'Masked Autoencoding'),
    ('数据剪枝', 'Data Pruning'),
]

SETTINGS = [
    ('标注稀缺', 'with Few Labels'), ('分布漂移', 'under Distribution Shift'), ('显存受限', 'in Little Memory'),
    ('噪声标签', 'with Noisy Labels'), ('长尾类别', 'for Long-Tailed Classes'), ('流式输入', 'on Streams'),
    ('隐私约束', 'under Privacy Constraints'), ('低资源语言', 'in Low-Resource Languages'),
    ('部分可观测', 'under Partial Observability'), ('移动设备', 'on Mobile Devices'), ('多模态输入', 'from Multimodal Input'),
    ('对抗扰动', 'under Adversarial Perturbation'), ('超长上下文', 'in Very Long Contexts'), ('物理约束', 'with Physical Constraints'),
    ('弱监督', 'with Weak Supervision'), ('开放词表', 'with Open Vocabularies'),
]

MANNERS = [
    ('稳健', 'Robust'), ('高效', 'Efficient'), ('可解释', 'Interpretable'), ('可校准', 'Calibrated'), ('轻量', 'Lightweight'),
    ('自适应', 'Adaptive'), ('统一', 'Unified'), ('可扩展', 'Scalable'), ('免训练', 'Training-Free'), ('端到端', 'End-to-End'),
]

# Chinese title, English title; each holds all four, so that no two papers have the same.
TITLES = [
    ('{S}下的{A}{T}：{M}方法', '{A} {M} for {T} {S}'),
    ('面向{S}的{T}{M}', '{M} for {T} {S}: {an} {A} Approach'),
    ('{M}能否帮助{S}下的{A}{T}？', 'Can {M} Make {T} {S} More {A}?'),
    ('在{S}下用{M}实现{A}的{T}', 'Towards {A} {T} {S}, with {M}'),
    ('重新思考{T}中的{M}：{S}的一项{A}基线', 'Rethinking {M} in {T}: {an} {A} Baseline {S}'),
]

NAMES = ['Lantern', 'PebbleNet', 'Quillet', 'HeronFlow', 'TidalMix', 'Saffron', 'Kestrel', 'OakRouter', 'MothLight', 'BraidFormer',
         'Ferry', 'SnowLine', 'CopperRAG', 'GlyphMAE', 'AnchorOT', 'DriftGuard', 'NimbusQ', 'TinyHarbor', 'Weaver', 'Abacus++']

BENCHES = ['Harbor-1K', 'OpenField', 'MixedBag v2', 'RiverBench', 'LongShelf', 'NightDrive', 'CityLoop', 'PaperTrail', 'EchoRoom',
           'StillLife-20']

# Sentences, by what they do in an abstract. {t} topic, {m} method, {s} setting, {N} name, {B} benchmark, {a} {b} {c} numbers.
OPENING = [
    ('{t}近年进展很快，但多数方法默认数据干净而充足；一旦换到“{s}”这样的场景，效果往往明显下滑。',
     'Work on {t} has moved quickly, yet most of it takes clean and plentiful data for granted; {s}, the results often fall off sharply.'),
    ('怎样在{s}的条件下做好{t}，至今没有公认的答案。', 'How {t} should be done {s} remains an open question.'),
    ('{t}是许多应用的第一步，它的误差会一路传到下游。', 'Many applications begin with {t}, and its errors travel all the way downstream.'),
    ('人们常说{m}“只要规模够大就会奏效”，这一说法在{t}上并未得到认真检验。',
     'It is often said that {m} “just works at scale”, a claim that has hardly been tested for {t}.'),
    ('本文研究{s}下的{t}。', 'This paper studies {t} {s}.'),
    ('现有的{t}系统大多分成几个阶段，每一阶段各有自己的目标函数，彼此之间难以协调。',
     'Existing systems for {t} are mostly pipelines, each stage of which minimises a loss of its own, and the stages do not agree with one another.'),
    ('从业者普遍认为，{t}的瓶颈不在模型大小，而在训练信号；我们的测量支持这一看法（见附录B）。',
     'Practitioners tend to think that {t} is limited by its training signal rather than by model size; our measurements agree (Appendix B).'),
]

METHOD = [
    ('我们提出{N}，把{m}嵌入一个两阶段的训练流程：先学表示，再校准决策。',
     'We propose {N}, which puts {m} into a training procedure of two stages: representations are learnt first, decisions are calibrated afterwards.'),
    ('核心想法很简单：让{m}只作用于模型没有把握的样本，其余样本原样通过。',
     'The idea is simple: {m} acts only on the samples that the model is unsure about, and all others pass unchanged.'),
    ('具体说来，我们用{m}取代常用的损失项，并证明新目标是旧目标的上界。',
     'In detail, {m} replaces the usual loss term, and we prove that the new objective is an upper bound of the old one.'),
    ('为此，我们设计了一个带门控的模块，它由{m}驱动，可以直接插进已有的Transformer主干，不必重新训练。',
     'To this end we design a gated module driven by {m} that can be plugged into an existing Transformer backbone without any retraining.'),
    ('{N}由三部分组成：编码器、{m}模块，以及一个仅有{a}M参数的轻量解码器。',
     '{N} consists of three parts: an encoder, a module for {m}, and a light decoder of only {a}M parameters.'),
    ('与以往做法不同，我们不再手工设定阈值，而是由{m}从少量验证样本中把它学出来。',
     'Unlike earlier work, no threshold is set by hand: {m} learns it from a small number of validation samples.'),
]

DETAIL = [
    ('训练时，每个批次随机丢弃{a}%的输入——这相当于一种廉价的数据增强。',
     'During training {a}% of the inputs of each batch are dropped at random, a cheap form of data augmentation.'),
    ('推理只需一次前向计算，在单块消费级GPU上每秒可处理约{b}个样本。',
     'Inference takes a single forward pass and handles about {b} samples a second on one consumer GPU.'),
    ('我们还给出了收敛性分析：在温和的假设下，误差以$O(1/\\sqrt{{n}})$的速度下降。',
     'We also analyse convergence: under mild assumptions the error decreases at a rate of $O(1/\\sqrt{{n}})$.'),
    ('正则项的权重$\\lambda$取{c}，各数据集之间无需再调。', 'The weight $\\lambda$ of the regulariser is {c} and needs no tuning from one data set to the next.'),
    ('消融实验表明，去掉这一模块后，性能平均下降{c}个百分点；去掉门控，则下降得更多。',
     'Ablations show that performance drops by {c} points on average without this module, and by more without the gate.'),
    ('该方法与《{B}》所附的评测协议完全兼容。', 'The method is fully compatible with the evaluation protocol that comes with {B}.'),
    ('全部超参数都写在一个配置文件里（约{a}行），便于他人复现。',
     'All hyperparameters live in one configuration file of about {a} lines, so that others can reproduce the results.'),
    ('值得注意的是，收益主要来自困难样本，而不是简单样本。', 'Notably, the gains come from hard samples rather than from easy ones.'),
]

RESULT = [
    ('在{B}等{d}个数据集上，{N}比此前最好的方法平均高出{c}个百分点，训练时间却只有其{a}%。',
     'On {d} data sets, {B} among them, {N} is {c} points above the best previous method on average, with {a}% of its training time.'),
    ('实验覆盖{d}种任务、{a}个随机种子，结论在{B}和真实日志上一致。',
     'Experiments over {d} tasks and {a} random seeds give the same picture on {B} and on logs from production.'),
    ('在{B}上，错误率由{a}%降到{e}%，而参数量减少了将近一半。',
     'On {B} the error rate falls from {a}% to {e}%, while the number of parameters is almost halved.'),
    ('与基线相比，{N}的F1值提高{c}，且方差更小。', 'Compared with the baseline, {N} improves F1 by {c} and has a smaller variance.'),
    ('结果好坏参半：{B}上的提升十分明显，分布外测试集上则与简单基线不相上下。',
     'Results are mixed: the improvement is clear on {B}, while on out-of-distribution tests a simple baseline does just as well.'),
    ('人工评测也支持这一结论：{a}名评审中有多数更喜欢{N}的输出。',
     'Human judgement agrees: of {a} raters a majority preferred the output of {N}.'),
]

CLOSING = [
    ('代码、模型和标注均已公开。', 'Code, models and annotations are available.'),
    ('我们希望这些结果能促使大家重新审视{t}的评测方式。', 'We hope that these results invite a second look at how {t} is evaluated.'),
    ('局限在于：当输入长度超过{b}时，显存仍会成为瓶颈。', 'One limitation remains: beyond inputs of length {b}, memory is still the bottleneck.'),
    ('这一做法能否推广到其他模态，留待今后研究。', 'Whether the approach carries over to other modalities is left to future work.'),
    ('据我们所知，这是{m}首次用于{t}。', 'To our knowledge this is the first use of {m} for {t}.'),
]

GIVEN = ['Anna', 'Björn', 'Chen', 'Dmitri', 'Eleni', 'Farid', 'Grace', 'Hiroshi', 'Inès', 'Jun', 'Kofi', 'Lin', 'Marta', 'Noor',
         'Olu', 'Priya', 'Qiang', 'Rosa', 'Søren', 'Tomás', 'Uma', 'Vera', 'Wei', 'Xin', 'Yusuf', 'Zoë']
FAMILY = ['Abebe', 'Bergström', 'Castellanos', 'Dvořák', 'Eriksen', 'Fontaine', 'Gu', 'Haddad', 'Ivanova', 'Jørgensen', 'Kim', 'Li',
          'Moreau', 'Nakamura', 'Okafor', 'Petrov', 'Qian', 'Rao', 'Sánchez', 'Tanaka', 'Ueda', 'Varga', 'Wang', 'Xu', 'Yılmaz',
          'Zhang', 'van der Meer', 'O’Neill', 'Chen', 'Liu', 'Schröder', 'Kowalska']

PLACES = ['Northlake University', 'Université de Valmont', 'Institute of Slow Computing', 'Harbour Labs', 'University of Westmere, Irvine Campus',
          'Technische Hochschule Grünfeld', 'Meridian Research', 'Academia Pacifica', 'Nordvik Polytechnic', 'Kibo Institute of Science',
          'Open Field Collective', 'Lumen AI', 'Universidad del Sur', 'Silver Hill Hospital', 'Bluewater (BW)']
