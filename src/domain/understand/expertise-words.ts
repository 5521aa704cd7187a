/**
 * What experts call their trade, by sub-field (domain/subfields.ts) and discipline (domain/disciplines.ts): a code a line, then its words. An underscore stands for a space.
 * A word may speak for several codes.
 */
export const subfieldWords = `
101 软件 操作系统 数据库 中间件 大数据 云计算 人工智能 机器学习 深度学习 算法 自然语言处理 知识图谱 software machine_learning deep_learning artificial_intelligence algorithm database big_data
102 微电子 集成电路 芯片 半导体 晶圆 封装测试 光刻 microelectronics semiconductor integrated_circuit chip wafer
103 计算机 嵌入式 物联网 服务器 边缘计算 虚拟现实 embedded internet_of_things iot edge_computing virtual_reality
104 通信 光纤 无线 5g 射频 天线 信号处理 communication wireless antenna signal_processing radio_frequency
105 广播电视 影视 视频编码 数字媒体 broadcasting video_coding digital_media
106 电子元器件 传感器 显示器件 电容 连接器 柔性电子 sensor display flexible_electronics
107 信息安全 网络安全 密码学 区块链 隐私计算 cybersecurity information_security cryptography blockchain
108 智能交通 轨道交通 车路协同 自动驾驶 intelligent_transport autonomous_driving rail_transport
201 生物技术 抗体 疫苗 基因 细胞 蛋白 诊断试剂 核酸 antibody vaccine gene cell_culture protein diagnostics
202 中药 天然药物 中药材 中医药 植物提取 traditional_chinese_medicine natural_medicine
203 化学药 原料药 药物合成 手性 药物化学 drug_synthesis pharmaceutical_chemistry medicinal_chemistry
204 制剂 缓释 微球 脂质体 药物递送 剂型 formulation drug_delivery liposome
205 医疗器械 医疗仪器 医学影像 康复 骨科植入 监护 medical_device medical_imaging
206 酶 发酵 生物化工 生物催化 酶制剂 益生菌 enzyme fermentation biocatalysis probiotic
207 育种 农业 饲料 兽药 农药 种子 养殖 植物保护 agriculture breeding feed crop
301 航空 飞机 无人机 航空发动机 旋翼 适航 aviation aircraft drone uav aero_engine
302 航天 卫星 火箭 遥感 satellite rocket spacecraft remote_sensing
401 金属材料 合金 钢 铝合金 钛合金 粉末冶金 热处理 铸造 压铸 稀土 alloy steel aluminium titanium powder_metallurgy heat_treatment casting die_casting
402 无机非金属 陶瓷 玻璃 水泥 石墨 石墨烯 耐火材料 碳材料 ceramic glass cement graphene refractory
403 高分子 聚合物 塑料 橡胶 树脂 纤维 化纤 聚氨酯 复合材料 薄膜 非织造 织物 纺织材料 polymer plastic rubber resin fibre fiber composite polyurethane nonwoven
404 生物医用材料 生物相容 可降解支架 组织工程 水凝胶 biomaterial biocompatible tissue_engineering hydrogel
405 精细化工 专用化学品 助剂 涂料 染料 颜料 表面活性剂 胶粘剂 催化剂 柔软剂 有机硅 印染 染整 后整理 轧光 电镀添加剂 fine_chemical dye dyeing pigment coating surfactant adhesive catalyst auxiliary finishing
406 文物保护 艺术材料 工艺美术材料 conservation_of_relics
501 工业设计 研发设计 仿真服务 industrial_design design_service
502 检验检测 检测 认证 标准化 计量 质量评价 testing certification metrology calibration standardisation
503 信息技术服务 系统集成 数据服务 it_service system_integration
504 技术咨询 工程咨询 科技服务 technical_consulting
505 知识产权 专利布局 成果转化 技术转移 intellectual_property technology_transfer
506 电子商务 物流 供应链 e-commerce logistics supply_chain
507 智慧城市 城市管理 社会服务 smart_city
508 文化创意 数字文娱 动漫 游戏 创意设计 creative_industries animation game
601 太阳能 光伏 风能 风电 生物质能 地热 solar photovoltaic wind_power biomass geothermal
602 氢能 燃料电池 核能 制氢 储氢 hydrogen fuel_cell nuclear
603 储能 锂电池 锂离子电池 动力电池 超级电容 钠离子 固态电池 battery lithium energy_storage supercapacitor
604 节能 余热 热泵 制冷 空调 通风 换热 冷库 能量系统 energy_saving waste_heat heat_pump refrigeration air_conditioning heat_exchanger ventilation
701 废水 污水 水处理 膜分离 超滤 反渗透 cod 脱氮 中水回用 wastewater water_treatment membrane
702 废气 大气污染 vocs 除尘 脱硫 脱硝 烟气 air_pollution exhaust_gas desulfurization dust_removal
703 固废 固体废弃物 危废 污泥 垃圾 资源化 再生利用 solid_waste sludge hazardous_waste recycling
704 噪声 振动控制 电磁辐射 noise vibration_control
705 环境监测 应急 在线监测 水质监测 environmental_monitoring
706 生态修复 土壤修复 湿地 生态保护 soil_remediation ecological_restoration
707 清洁生产 绿色制造 循环经济 无水染色 cleaner_production green_manufacturing
708 采矿 选矿 矿山 勘查 资源综合利用 mining mineral_processing exploration
801 过程控制 工业控制 plc dcs 自动化 工业互联网 mes 控制工程 process_control automation industrial_control
802 安全生产 安全工程 消防 防爆 work_safety fire_protection explosion_protection
803 仪器仪表 测量 机器视觉 视觉检测 无损检测 光谱 激光测量 疵点检测 瑕疵检测 instrument measurement machine_vision nondestructive_testing spectroscopy
804 先进制造 数控 机床 增材制造 3d打印 激光加工 精密加工 焊接 模具 机器人 表面工程 cnc machine_tool additive_manufacturing 3d_printing laser_processing welding mould robot precision_machining
805 机械设计 传动 减速器 齿轮 轴承 液压 泵 阀 纺织机械 包装机械 摩擦学 gear bearing hydraulic pump valve textile_machinery transmission tribology
806 电力系统 输配电 变压器 电机 电气 电力电子 智能电网 绝缘 永磁 power_system transformer motor power_electronics smart_grid electrical
807 汽车 车辆 底盘 新能源汽车 电驱动 轨道车辆 零部件轻量化 automotive vehicle chassis electric_vehicle
808 船舶 海洋工程 水下 ship ocean_engineering underwater
809 传统工艺 工艺美术 印刷 乐器 刺绣 丝绸 printing embroidery silk
`

export const disciplineWords = `
110 数学 统计 运筹 mathematics statistics operations_research
130 力学 有限元 疲劳 断裂力学 流体力学 mechanics finite_element fatigue fluid_mechanics
140 物理 光学 激光 声学 physics optics laser acoustics
150 化学 有机合成 分析化学 电化学 催化 chemistry organic_synthesis electrochemistry catalysis
170 地质 地理 气象 geology geography meteorology
180 生物 基因 细胞 微生物 生物技术 biology gene cell microbiology
210 农学 作物 育种 植物保护 agronomy crop breeding
220 林学 木材 园林 forestry wood
230 畜牧 兽医 饲料 养殖 veterinary animal_husbandry
240 水产 渔业 fisheries aquaculture
320 临床 外科 内科 肿瘤 clinical surgery oncology
350 药学 药物 制剂 药理 pharmacy drug pharmacology
360 中医 中药 chinese_medicine
413 自动控制 控制工程 控制理论 自动化 机器人 automatic_control robotics automation
420 测绘 遥感 卫星导航 surveying remote_sensing
430 材料 高分子 合金 陶瓷 复合材料 腐蚀 表面工程 涂层 materials polymer alloy ceramic composite corrosion coating
440 采矿 矿山 选矿 mining mineral_processing
450 冶金 炼钢 铸造 压铸 粉末冶金 metallurgy casting die_casting
460 机械 机床 模具 齿轮 轴承 液压 焊接 机械制造 制造工艺 mechanical machine_tool mould gear bearing hydraulic welding manufacturing
470 电机 电气 电力 变压器 热能 制冷 内燃机 electrical motor power_system transformer refrigeration
480 能源 储能 太阳能 氢能 电池 风能 energy_storage solar hydrogen battery wind_power
490 核 辐射 nuclear radiation
510 电子 通信 集成电路 半导体 天线 雷达 electronics communication semiconductor antenna radar
520 计算机 软件 人工智能 机器学习 深度学习 图像处理 机器视觉 数据库 网络安全 computer software artificial_intelligence machine_learning deep_learning machine_vision cybersecurity
530 化工 化学工程 精细化工 反应器 分离 膜分离 助剂 催化剂 chemical_engineering fine_chemical membrane catalyst
535 仪器 光学仪器 仪器仪表 instrument
540 纺织 印染 染整 织物 纤维 纱线 针织 服装 非织造 后整理 轧光 textile dyeing fabric fibre fiber yarn knitting garment nonwoven finishing
550 食品 饮料 粮油 酿造 food beverage brewing
560 土木 建筑 结构 混凝土 civil_engineering concrete
570 水利 水文 hydraulic_engineering hydrology
580 交通 道路 桥梁 铁路 transport road bridge railway
590 航空 航天 无人机 飞行器 aviation aerospace drone
610 环境 废水 污水 废气 固废 水处理 土壤修复 environmental wastewater water_treatment air_pollution
620 安全工程 消防 防爆 安全生产 safety_engineering fire_protection
630 管理 物流 供应链 工业工程 management logistics supply_chain industrial_engineering
760 艺术 设计 动漫 design animation
790 经济 金融 economics finance
820 法学 知识产权 law intellectual_property
`
